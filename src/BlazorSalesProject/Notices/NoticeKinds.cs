namespace BlazorSalesProject.Notices;

/// <summary>Every kind of notice there is, as the modules' rules name them.</summary>
public sealed class NoticeKinds(IEnumerable<INoticeRule> rules)
{
    public IReadOnlyList<NoticeKind> All { get; } = [.. rules.SelectMany(r => r.Kinds).DistinctBy(k => k.Code)];

    public NoticeKind? Find(string? code) => All.FirstOrDefault(k => k.Code == code);

    /// <summary>What a person who has chosen nothing gets.</summary>
    public bool MailByDefault(string code) => Find(code)?.MailByDefault == true;
}
