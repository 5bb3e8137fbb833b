using BlazorSalesProject.Kernel;
using BlazorSalesProject.Sales.FollowUps;
using BlazorSalesProject.Web.Attachments;
using BlazorSalesProject.Web.Parts;
using BlazorSalesProject.Web.SignIn;
using Microsoft.AspNetCore.Components;
using static BlazorSalesProject.Kernel.Words;

namespace BlazorSalesProject.Web.Sales.FollowUps;

/// <summary>Writes down a follow-up. What is typed stays through every refresh of the page around it, and after a refusal.</summary>
public sealed partial class FollowUpBox(RecordFollowUp recording, CurrentMe who, ToastTray tray, TimeProvider time) : ComponentBase
{
    private static readonly int[] Soon = [1, 3, 7];
    private static readonly TimeOnly NineOClock = new(9, 0);
    private readonly string _id = $"way-{Guid.NewGuid():N}"[..12];
    private readonly FormErrors _errors = new();
    private UploadBox? _uploads;
    private PlanRow? _planNow;
    private Guid _key = Guid.NewGuid();
    private string _way = FollowUp.Ways[0];
    private string? _text;
    private DateTime? _when;
    private DateTime? _whenOffered;
    private bool _planning;
    private string _nextWay = FollowUp.Ways[0];
    private string? _nextWhat;
    private DateTime? _nextDue;
    private bool _saving;

    /// <summary>The opportunity it is on.</summary>
    [Parameter] public Guid? OpportunityId { get; set; }

    /// <summary>The customer it is on, when on no opportunity.</summary>
    [Parameter] public Guid? CustomerId { get; set; }

    /// <summary>The lead it is on, while that is no customer.</summary>
    [Parameter] public Guid? LeadId { get; set; }

    /// <summary>The plan it fulfils: its words are offered as the text.</summary>
    [Parameter] public PlanRow? Plan { get; set; }

    [Parameter] public EventCallback<PlanRow?> PlanChanged { get; set; }

    /// <summary>Recorded.</summary>
    [Parameter] public EventCallback Saved { get; set; }

    private TimeProvider Time => time;

    protected override void OnInitialized() => OfferNow();

    protected override void OnParametersSet()
    {
        if (Plan?.Id == _planNow?.Id)
        {
            return;
        }

        _planNow = Plan;
        if (Plan is not null)
        {
            _way = Plan.Way;
            _text = string.IsNullOrWhiteSpace(_text) ? Plan.What : _text;
        }
    }

    private void OfferNow()
    {
        var now = Clock.Local(time.Now());
        _when = _whenOffered = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMinute));
    }

    private void Next()
    {
        _planning = true;
        _nextDue ??= Morning(Soon[0]);
    }

    private DateTime Morning(int days) => time.Today().AddDays(days).ToDateTime(NineOClock);

    private static DateTime Utc(DateTime local) => TimeZoneInfo.ConvertTimeToUtc(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), Clock.Shanghai);

    private async Task Save()
    {
        _errors.Clear();
        if (_uploads?.IsSending == true)
        {
            _errors.Add(Say("FollowUps.StillSending"));
            return;
        }

        if (_planning && _nextDue is null)
        {
            _errors.Add("DueAt", Say("FollowUps.DueMissing"));
            return;
        }

        _saving = true;
        var facts = new FollowUpFacts(OpportunityId, CustomerId, _way, _text, _when is null || _when == _whenOffered ? null : Utc(_when.Value))
        {
            LeadId = LeadId,
            PlanId = Plan?.Id,
            Files = _uploads?.Tickets ?? [],
            Next = _planning ? new PlanFacts(_nextWay, _nextWhat, Utc(_nextDue!.Value)) : null,
        };
        var outcome = await recording.Run(await who.Get(), _key, facts);
        _saving = false;
        if (outcome.Refusal is { } refusal)
        {
            _errors.Take(refusal);
            return;
        }

        (_key, _text, _planning, _nextWhat, _nextDue) = (Guid.NewGuid(), null, false, null, null);
        _uploads?.Clear();
        OfferNow();
        tray.Ok(Say("FollowUps.Saved"));
        await PlanChanged.InvokeAsync(null);
        await Saved.InvokeAsync();
    }
}
