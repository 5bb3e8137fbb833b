using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Pools;
using BlazorSalesProject.Web.Parts;
using BlazorSalesProject.Web.SignIn;
using Microsoft.AspNetCore.Components;
using static BlazorSalesProject.Kernel.Words;

namespace BlazorSalesProject.Web.Sales.Pools;

/// <summary>The form of a public pool: members, clocks, quotas; rules can be tried out before they hold.</summary>
public sealed partial class PoolDrawer(SavePool saving, TryPoolRules trying, PeoplePicks people, DepartmentPicks departments, CurrentMe who, ToastTray tray) : ComponentBase
{
    private readonly FormErrors _errors = new();
    private readonly List<RuleRow> _rules = [];
    private readonly HashSet<string> _hidden = [];
    private List<MemberRow> _members = [];
    private IReadOnlyList<Choice> _departments = [];
    private PoolTrial? _trial;
    private Refusal? _asked;
    private Guid _key;
    private Guid? _id;
    private int _version;
    private string _was = "";
    private string? _name;
    private PoolKind _kind;
    private bool _active;
    private int? _quota;
    private int? _cap;
    private int? _coolDown;
    private int? _protect;
    private int? _locks;
    private bool _dealtDontCount;
    private bool _dealtStays;
    private bool _lossReleases;
    private bool _dirty;
    private bool _wasOpen;

    [Parameter]
    public bool Open { get; set; }

    [Parameter]
    public EventCallback<bool> OpenChanged { get; set; }

    /// <summary>The pool to change; a new one is made without.</summary>
    [Parameter]
    public PoolLine? Editing { get; set; }

    [Parameter]
    public EventCallback Saved { get; set; }

    private static IReadOnlyList<Choice> Kinds => [.. Enum.GetValues<PoolKind>().Select(k => new Choice(k.ToString(), Say($"Pools.Kind_{k}")))];

    protected override async Task OnParametersSetAsync()
    {
        if (Open && !_wasOpen)
        {
            _wasOpen = true;
            var facts = Editing?.Facts ?? new PoolFacts("") { CoolDownDays = 15, LockCap = 5, DealtStays = true, Rules = [new(null, 30, null, null, null)] };
            (_key, _dirty, _id, _version, _was, _kind) = (Guid.NewGuid(), false, Editing?.Id, Editing?.Version ?? 0, facts.Name ?? "", Editing?.Kind ?? PoolKind.Customers);
            (_name, _active, _quota, _cap, _coolDown, _protect, _locks) = (facts.Name, facts.Active, facts.DailyQuota, facts.OwnedCap, facts.CoolDownDays, facts.ProtectDays, facts.LockCap);
            (_dealtDontCount, _dealtStays, _lossReleases, _trial, _asked) = (facts.DealtDontCount, facts.DealtStays, facts.LossReleases, null, null);
            _hidden.Clear();
            _hidden.UnionWith(facts.HiddenFields);
            _rules.Clear();
            _rules.AddRange(facts.Rules.Select(r => new RuleRow(string.IsNullOrEmpty(r.Level)) { Level = r.Level, FollowUpDays = r.FollowUpDays, OpportunityDays = r.OpportunityDays, DealDays = r.DealDays, StageDays = r.StageDays }));
            if (!_rules.Exists(r => r.IsForOthers))
            {
                _rules.Insert(0, new RuleRow(true));
            }

            _members = [.. facts.Members.Zip(Editing?.Members ?? [], (m, name) => new MemberRow(m.PersonId ?? m.DepartmentId!.Value, name, m.DepartmentId is not null, m.Administers))];
            _errors.Reset();
            _departments = [.. (await departments.For(await who.Get())).Select(d => new Choice(d.Id.ToString(), d.Name))];
        }

        _wasOpen = Open;
    }

    private async Task<IReadOnlyList<Choice>> FindPeople(string text, CancellationToken cancel) =>
        [.. (await people.For(await who.Get(), text: text)).Take(20).Select(p => new Choice(p.Id.ToString(), p.Name, p.Department))];

    private void AddDepartment(string? id)
    {
        if (_departments.FirstOrDefault(d => d.Value == id) is { } department)
        {
            Add(new MemberRow(Guid.Parse(department.Value), department.Label, true, false));
        }
    }

    private void AddPerson(Choice? person)
    {
        if (person is not null)
        {
            Add(new MemberRow(Guid.Parse(person.Value), person.Label, false, false));
        }
    }

    private void Add(MemberRow member)
    {
        _dirty = true;
        if (!_members.Exists(m => m.Id == member.Id))
        {
            _members.Add(member);
        }
    }

    private void Remove(MemberRow member) => _dirty = _members.Remove(member);

    private void Administer(MemberRow member, bool on) => _members[_members.IndexOf(member)] = member with { Administers = on };

    private void Hide(string field, bool on) => _dirty = on ? _hidden.Add(field) : _hidden.Remove(field);

    private PoolFacts Facts() => new(_name)
    {
        Active = _active, HiddenFields = [.. _hidden], DailyQuota = _quota, OwnedCap = _cap, DealtDontCount = _dealtDontCount, CoolDownDays = _coolDown ?? 0, ProtectDays = _protect ?? 0, LockCap = _locks ?? 0,
        DealtStays = _dealtStays, LossReleases = _lossReleases, Members = [.. _members.Select(m => new PoolMemberFacts(m.IsDepartment ? null : m.Id, m.IsDepartment ? m.Id : null, m.Administers))],
        Rules = [.. _rules.Select(r => new PoolRuleFacts(r.IsForOthers ? null : r.Level ?? "?", r.FollowUpDays, r.OpportunityDays, r.DealDays, r.StageDays))],
    };

    private async Task TryOut()
    {
        _errors.Clear();
        _trial = null;
        var outcome = await trying.For(await who.Get(), _id, Facts());
        _trial = outcome?.Value;
        if (outcome?.Refusal is { } refusal)
        {
            _errors.Take(refusal);
        }
    }

    private Task Save() => Save(null);

    private Task SaveAnyway()
    {
        var meant = _asked?.Arguments[0] as int?;
        _asked = null;
        return Save(meant);
    }

    private async Task Save(int? confirmed)
    {
        _errors.Clear();
        var outcome = await saving.Run(await who.Get(), _key, _id, _version, _kind, Facts(), confirmed);
        if (outcome.Refusal is { } refusal)
        {
            _key = Guid.NewGuid();
            if (refusal.Field == SavePool.AskField)
            {
                _asked = refusal;
            }
            else
            {
                _errors.Take(refusal);
            }

            return;
        }

        _dirty = false;
        tray.Ok(Say("Pools.Saved", _name));
        await OpenChanged.InvokeAsync(false);
        await Saved.InvokeAsync();
    }

    private sealed record MemberRow(Guid Id, string Name, bool IsDepartment, bool Administers);

    private sealed class RuleRow(bool isForOthers)
    {
        public Guid Id { get; } = Guid.NewGuid();

        public bool IsForOthers { get; } = isForOthers;

        public string? Level { get; set; }

        public int? FollowUpDays { get; set; }

        public int? OpportunityDays { get; set; }

        public int? DealDays { get; set; }

        public int? StageDays { get; set; }
    }
}
