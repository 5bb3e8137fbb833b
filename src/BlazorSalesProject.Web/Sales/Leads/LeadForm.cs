using BlazorSalesProject.Sales.Leads;
using BlazorSalesProject.Web.Parts;
using static BlazorSalesProject.Kernel.Words;

namespace BlazorSalesProject.Web.Sales.Leads;

/// <summary>What stands in the form of a lead while it is typed.</summary>
public sealed class LeadForm
{
    public string? Company { get; set; }

    public string? ContactName { get; set; }

    public string? Phone { get; set; }

    public string? Email { get; set; }

    public string? Source { get; set; }

    public string? CampaignId { get; set; }

    public string? Campaign { get; set; }

    public string? Region { get; set; }

    public string? Industry { get; set; }

    public string? Note { get; set; }

    /// <summary>Every field that two people could change at once.</summary>
    public static readonly IReadOnlyList<FormField<LeadForm>> Fields =
    [
        new("Company", () => Say("Fields.Company"), f => f.Company, f => f.Company, (f, x) => f.Company = x.Company),
        new("ContactName", () => Say("Fields.ContactName"), f => f.ContactName, f => f.ContactName, (f, x) => f.ContactName = x.ContactName),
        new("Phone", () => Say("Fields.Phone"), f => f.Phone, f => f.Phone, (f, x) => f.Phone = x.Phone),
        new("Email", () => Say("Fields.Email"), f => f.Email, f => f.Email, (f, x) => f.Email = x.Email),
        new("Source", () => Say("Fields.Source"), f => f.Source, f => f.Source is { } code ? Say($"Sales.Source_{code}") : null, (f, x) => f.Source = x.Source),
        new("Campaign", () => Say("LeadPages.Campaign"), f => f.CampaignId, f => f.Campaign, (f, x) => (f.CampaignId, f.Campaign) = (x.CampaignId, x.Campaign)),
        new("Region", () => Say("Fields.Region"), f => f.Region, f => f.Region, (f, x) => f.Region = x.Region),
        new("Industry", () => Say("Fields.Industry"), f => f.Industry, f => f.Industry, (f, x) => f.Industry = x.Industry),
        new("Note", () => Say("Fields.Note"), f => f.Note, f => f.Note, (f, x) => f.Note = x.Note),
    ];

    public static LeadForm Of(LeadCard card) => new()
    {
        Company = card.Facts.Company, ContactName = card.Facts.ContactName, Phone = card.Facts.Phone, Email = card.Facts.Email, Source = card.Facts.Source,
        CampaignId = card.Facts.CampaignId?.ToString(), Campaign = card.Campaign, Region = card.Facts.Region, Industry = card.Facts.Industry, Note = card.Facts.Note,
    };

    public LeadFacts Facts() => new(Company)
    {
        ContactName = ContactName, Phone = Phone, Email = Email, Source = Source, CampaignId = Guid.TryParse(CampaignId, out var campaign) ? campaign : null, Region = Region, Industry = Industry, Note = Note,
    };
}
