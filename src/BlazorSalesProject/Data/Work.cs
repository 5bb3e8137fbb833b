using System.Text.Encodings.Web;
using System.Text.Json;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace BlazorSalesProject.Data;

/// <summary>
/// One piece of work: its own context, who acts, and when. Saves nouns, activities and outbox rows in one transaction and
/// raises versions. Opened by <see cref="Works"/> only.
/// </summary>
public sealed class Work : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly WriterGate _gate;
    private readonly IReadOnlySet<string> _told;
    private readonly Guid _operation = Guid.CreateVersion7();
    private readonly HashSet<string> _topics = new(StringComparer.Ordinal);
    private IDisposable? _turn;
    private IDbContextTransaction? _transaction;

    internal Work(AppDb db, WriterGate gate, Me me, string verb, DateTime now, IReadOnlySet<string> told) =>
        (Db, _gate, Me, Verb, Now, _told) = (db, gate, me, verb, now, told);

    internal AppDb Db { get; }

    public Me Me { get; }

    public string Verb { get; }

    /// <summary>UTC; the same for everything this work does.</summary>
    public DateTime Now { get; }

    /// <summary>The business date, Asia/Shanghai.</summary>
    public DateOnly Today => Clock.BusinessDate(Now);

    /// <summary>The record the verb is about, for the audit of a refusal.</summary>
    public Subject? Concerned { get; private set; }

    /// <summary>Who is away and whose right it is that the actor uses.</summary>
    public StandIn? OnBehalfOf { get; private set; }

    /// <summary>Says whose record it is that the actor acts on; everything this work records says then in whose place it was done.</summary>
    public void ActsFor(Area area, Guid ownerId) => OnBehalfOf ??= Me.InPlaceOf(area, Function.Edit, ownerId);

    /// <summary>A delegate doesn't say the word to what he handed in himself. Null when he may.</summary>
    public Refusal? OwnWord(Guid? handedInBy) => OnBehalfOf is { } absent && handedInBy == Me.Id ? Refusal.Denied("People.OwnWord", absent.Name) : null;

    /// <summary>The same for what the last of these happenings handed in.</summary>
    internal async Task<Refusal?> OwnWordOn(Guid subjectId, params string[] kinds) => OnBehalfOf is null ? null
        : OwnWord(await Db.Activities.Where(a => a.SubjectId == subjectId && kinds.Contains(a.Kind) && a.Outcome == ActivityOutcome.Done).OrderByDescending(a => a.Id).Select(a => a.ActorId).FirstOrDefaultAsync());

    internal bool HasOutbox { get; private set; }

    /// <summary>Set for a batch of many records: nobody is told of each, and who set it raises the topics once at the end.</summary>
    internal bool Quiet { get; set; }

    /// <summary>Says which record the verb is about, before anything can be refused.</summary>
    public void Concerns(string kind, Guid id) => Concerned = new Subject(kind, id);

    /// <summary>Opens the transaction now, for verbs that take something scarce by a conditional statement (rule D-5).</summary>
    public async Task Begin()
    {
        if (_transaction is null)
        {
            _turn ??= await _gate.Enter(Db);
            _transaction = await Db.Database.BeginTransactionAsync();
        }
    }

    /// <summary>The next number of a series, e.g. SJ-2026-0012. Gaps appear when a work is refused later; two alike never.</summary>
    public async Task<string> NextNumber(string prefix)
    {
        await Begin();
        var series = $"{prefix}-{Today.Year}";
        if (await Db.NumberRanges.Where(r => r.Series == series).ExecuteUpdateAsync(set => set.SetProperty(r => r.Last, r => r.Last + 1)) == 0)
        {
            var sql = "INSERT INTO \"NumberRanges\" (\"Series\", \"Last\") VALUES ({0}, 0) ON CONFLICT DO NOTHING";
            await Db.Database.ExecuteSqlRawAsync(sql, series);
            await Db.NumberRanges.Where(r => r.Series == series).ExecuteUpdateAsync(set => set.SetProperty(r => r.Last, r => r.Last + 1));
        }

        var last = await Db.NumberRanges.Where(r => r.Series == series).Select(r => r.Last).SingleAsync();
        return $"{series}-{last:0000}";
    }

    /// <summary>As many next numbers of a series, in order, taken by one statement.</summary>
    public async Task<IReadOnlyList<string>> NextNumbers(string prefix, int count)
    {
        var first = await NextNumber(prefix);
        var series = $"{prefix}-{Today.Year}";
        var start = int.Parse(first[(series.Length + 1)..], System.Globalization.CultureInfo.InvariantCulture);
        if (count > 1)
        {
            await Db.NumberRanges.Where(r => r.Series == series).ExecuteUpdateAsync(set => set.SetProperty(r => r.Last, r => r.Last + count - 1));
        }

        return [.. Enumerable.Range(start, count).Select(n => $"{series}-{n:0000}")];
    }

    /// <summary>The record was opened with an older version: says who changed it since and when. Null when it is fresh.</summary>
    public async Task<Refusal?> Stale(Entity entity, int version)
    {
        if (entity.Version == version)
        {
            return null;
        }

        var id = entity.Subject.Id;
        var last = await Db.Activities.Where(a => a.SubjectId == id && a.Outcome == ActivityOutcome.Done).OrderByDescending(a => a.Id)
            .Select(a => new { a.At, Name = Db.People.Where(p => p.Id == a.ActorId).Select(p => p.Name).FirstOrDefault() }).FirstOrDefaultAsync();
        return last is null
            ? Refusal.Conflict("Kernel.ChangedMeanwhile")
            : Refusal.Conflict("Kernel.ChangedBy", last.Name ?? "System", Clock.Local(last.At).ToString("HH:mm:ss"));
    }

    /// <summary>
    /// For the work of a job: the refusal when another node has begun the same job since, null while it is still ours (rule D-8). Every save
    /// asks it by itself; a verb asks earlier before it does what no transaction takes back.
    /// </summary>
    public async Task<Refusal?> Still()
    {
        if (Me.Turn is not { } turn)
        {
            return null;
        }

        await Begin();
        return await Db.JobTurns.Where(t => t.Job == turn.Job && t.Fence == turn.Fence).ExecuteUpdateAsync(set => set.SetProperty(t => t.BeatAt, Now)) == 1
            ? null
            : Refusal.Conflict("Clockwork.TakenOver");
    }

    /// <summary>Writes an activity by hand, for statements that bypass tracked nouns (bulk changes).</summary>
    public Activity Record(string kind, Subject subject, Subject? about, IEnumerable<(string Name, object? Value)> facts, ActivityOutcome outcome = ActivityOutcome.Done, IReadOnlyList<Change>? changes = null)
    {
        var activity = Describe(kind, subject, about, facts, outcome, changes);
        Db.Activities.Add(activity);
        if (outcome == ActivityOutcome.Done && !Quiet)
        {
            Touch(subject);
            if (about is { } also)
            {
                _topics.Add(Signals.Topic(also.Kind, also.Id));
            }

            if (_told.Contains(kind))
            {
                Db.Outbox.Add(new OutboxMessage { Kind = OutboxMessage.Tell, Activity = activity, CreatedAt = Now, DueAt = Now });
            }
        }

        return activity;
    }

    /// <summary>The sealed activity itself, for those who write many of them in one go.</summary>
    internal Activity Describe(string kind, Subject subject, Subject? about, IEnumerable<(string Name, object? Value)> facts, ActivityOutcome outcome = ActivityOutcome.Done, IReadOnlyList<Change>? changes = null)
    {
        var activity = new Activity
        {
            Operation = _operation,
            Kind = kind,
            Verb = Verb,
            SubjectKind = subject.Kind,
            SubjectId = subject.Id == Guid.Empty ? null : subject.Id,
            AboutKind = about?.Kind,
            AboutId = about?.Id,
            ActorId = Me.IsSystem ? null : Me.Id,
            SessionId = Me.SessionId,
            Ip = Me.Ip,
            At = Now,
            Outcome = outcome,
            Data = JsonSerializer.Serialize(new ActivityDetails(Behalf(facts).ToDictionary(f => f.Name, f => Text(f.Value)), changes ?? []), Json),
        };
        activity.Seal();
        return activity;
    }

    private IEnumerable<(string Name, object? Value)> Behalf(IEnumerable<(string Name, object? Value)> facts) => OnBehalfOf is { } absent ? facts.Append(("OnBehalfOf", absent.Id)) : facts;

    /// <summary>Screens that show this record look again after the commit, also when nothing of it is tracked here.</summary>
    public void Touch(Subject subject)
    {
        _topics.Add(subject.Kind);
        _topics.Add(Signals.Topic(subject.Kind, subject.Id));
    }

    public void Touch(string topic) => _topics.Add(topic);

    internal async Task<IReadOnlyCollection<string>> Save()
    {
        foreach (var entry in Db.ChangeTracker.Entries<Entity>().ToList())
        {
            var entity = entry.Entity;
            if (entity.Happenings.Count == 0)
            {
                if (entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted)
                {
                    throw new InvalidOperationException($"{entry.Metadata.ClrType.Name} changed and nothing was said to have happened to it.");
                }

                continue;
            }

            if (entry.State == EntityState.Added)
            {
                entity.CreatedAt = Now;
                entity.Version = 1;
            }
            else if (entry.State != EntityState.Deleted)
            {
                entity.Version++;
            }

            var changes = entry.State == EntityState.Modified ? Changes.Of(entry) : [];
            foreach (var happening in entity.Happenings)
            {
                Record(happening.Kind, entity.Subject, entity.About, happening.Facts, changes: changes);
                changes = [];
            }

            if (!Quiet)
            {
                Touch(new Subject(entry.Metadata.ClrType.Name, entity.Id));
            }

            entity.Forget();
        }

        HasOutbox = Db.ChangeTracker.Entries<OutboxMessage>().Any(e => e.State == EntityState.Added);
        if (Db.ChangeTracker.HasChanges() || _transaction is not null)
        {
            _turn ??= await _gate.Enter(Db);
            _transaction ??= await Db.Database.BeginTransactionAsync();
            await Db.SaveChangesAsync();

            // Last before the commit: the row of the turn is held for a moment only, and a save that comes too late is undone whole.
            if (await Still() is { } late)
            {
                throw new TakenOverException(late);
            }

            await _transaction.CommitAsync();
        }

        return _topics;
    }

    public async ValueTask DisposeAsync()
    {
        if (_transaction is not null)
        {
            await _transaction.DisposeAsync();
        }

        await Db.DisposeAsync();
        _turn?.Dispose();
    }

    /// <summary>The job was begun elsewhere while this work was under way.</summary>
    internal sealed class TakenOverException(Refusal refusal) : Exception(refusal.Key)
    {
        public Refusal Refusal => refusal;
    }

    private static string? Text(object? value) => Changes.Text(value);
}
