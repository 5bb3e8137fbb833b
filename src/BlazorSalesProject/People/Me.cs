using BlazorSalesProject.Kernel;

namespace BlazorSalesProject.People;

/// <summary>
/// The person who acts, with rights as they are now. Looked up for every verb and view, never remembered in a cookie
/// or a circuit (reliability rule D-2), and passed, never fetched from HTTP.
/// </summary>
public sealed record Me(Guid Id, string Name, PersonKind Kind, Guid? DepartmentId, IReadOnlyDictionary<Right, Sight> Rights)
{
    /// <summary>The application itself: start-up, demo data, timers. Sees everything, is nobody's session.</summary>
    public static readonly Me System = new(Guid.Empty, "System", PersonKind.Staff, null, Right.All.ToDictionary(r => r, _ => Sight.Everything));

    public Guid? SessionId { get; init; }

    /// <summary>Address the session came from, for the audit.</summary>
    public string? Ip { get; init; }

    /// <summary>zh-CN or en, the language mails to this person are written in.</summary>
    public string Language { get; init; } = Person.DefaultLanguage;

    /// <summary>The job's run this actor works for; its fence goes with everything he saves.</summary>
    public Turn? Turn { get; init; }

    /// <summary>Those who are away and whom he stands in for today.</summary>
    public IReadOnlyList<StandIn> StandsFor { get; init; } = [];

    /// <summary>What he may do without standing in for anybody; null when that is everything.</summary>
    internal IReadOnlyDictionary<Right, Sight>? OwnRights { get; init; }

    public bool IsSystem => Id == Guid.Empty;

    /// <summary>Whose records this right reaches; nothing when it is not granted.</summary>
    public Sight Sees(Area area, Function function = Function.Read) => Rights.GetValueOrDefault(new Right(area, function), Sight.Nothing);

    public bool May(Area area, Function function) => !Sees(area, function).IsNothing;

    /// <summary>May do it to a record of that owner.</summary>
    public bool May(Area area, Function function, Guid? ownerId) => Sees(area, function).Includes(ownerId);

    /// <summary>In whose place he would do it to a record of that owner; null when it is by his own right, or not at all.</summary>
    public StandIn? InPlaceOf(Area area, Function function, Guid ownerId)
    {
        var right = new Right(area, function);
        return OwnRights is null || OwnRights.GetValueOrDefault(right, Sight.Nothing).Includes(ownerId) ? null : StandsFor.FirstOrDefault(s => s.Id == ownerId && s.Rights.Contains(right));
    }

    /// <summary>Himself and those he stands in for, as far as each may act in an area: whose words are his to say today.</summary>
    public IReadOnlyList<Guid> PlacesIn(Area area)
    {
        var right = new Right(area, Function.Edit);
        return [.. May(area, Function.Edit, Id) ? new[] { Id } : [], .. StandsFor.Where(s => s.Rights.Contains(right)).Select(s => s.Id)];
    }
}
