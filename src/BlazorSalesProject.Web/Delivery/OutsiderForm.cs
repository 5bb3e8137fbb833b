using BlazorSalesProject.Delivery.Tasks;

namespace BlazorSalesProject.Web.Delivery;

/// <summary>Somebody from outside while he is typed.</summary>
public sealed class OutsiderForm
{
    public string? Name { get; set; }

    public string? Mobile { get; set; }

    public string? Email { get; set; }

    /// <summary>Nothing was typed: nobody is meant.</summary>
    public bool IsEmpty => string.IsNullOrWhiteSpace(Name) && string.IsNullOrWhiteSpace(Mobile) && string.IsNullOrWhiteSpace(Email);

    public NewImplementer Facts() => new(Name, Mobile, Email);
}
