using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;

namespace BlazorSalesProject.Data.Import;

/// <summary>How many rows came to which end.</summary>
internal sealed class Tally
{
    public int Read { get; set; }

    public int Created { get; set; }

    public int Updated { get; set; }

    public int Skipped { get; set; }

    public int Rejected { get; set; }

    public Dictionary<(string Column, string Currency), (int Count, long Minor)> Sums { get; } = [];

    public void Add(string column, Money amount)
    {
        var known = Sums.GetValueOrDefault((column, amount.Currency));
        Sums[(column, amount.Currency)] = (known.Count + 1, known.Minor + amount.Minor);
    }

    public IReadOnlyList<OutcomeSum> AsSums() => [.. Sums.Select(s => new OutcomeSum(s.Key.Column, s.Key.Currency, s.Value.Count, s.Value.Minor))];
}

/// <summary>Turns rows into records of one kind, within the rights of whoever imports.</summary>
internal abstract class Landing(ImportSetting setting, ImportPlan plan)
{
    private readonly Dictionary<string, Guid> _seen = new(StringComparer.OrdinalIgnoreCase);
    private Dictionary<string, Guid> _here = new(StringComparer.OrdinalIgnoreCase);

    protected ImportSetting Setting { get; } = setting;

    protected ImportPlan Plan { get; } = plan;

    protected Me Me => Setting.Me;

    protected Lookups Lookups => Setting.Lookups;

    /// <summary>The kind of record, as in <see cref="Subject"/>.</summary>
    protected abstract string Record { get; }

    /// <summary>Numbers of new records, if they have any.</summary>
    protected virtual string? Series => null;

    /// <summary>No row is deferred any more.</summary>
    public bool LastCall { get; set; }

    /// <summary>Whether this person may bring in such records at all.</summary>
    public abstract Refusal? MayStart();

    public static Landing Of(ImportSetting setting, ImportPlan plan) => plan.Mapping.Kind switch
    {
        ImportKind.People => new PeopleLanding(setting, plan),
        ImportKind.Customers => new CustomersLanding(setting, plan),
        ImportKind.Products => new ProductsLanding(setting, plan),
        _ => new OpportunitiesLanding(setting, plan),
    };

    /// <param name="numbers">Gives as many numbers of the series as asked for.</param>
    /// <returns>Rows that wait for another row of the same file.</returns>
    public async Task<IReadOnlyList<ImportValues>> Land(ImportBatch batch, IReadOnlyList<ImportValues> rows, Tally tally, Func<string, int, Task<IReadOnlyList<string>>> numbers)
    {
        var good = rows.Where(r => r.Refusals.Count == 0).ToList();
        foreach (var bad in rows.Where(r => r.Refusals.Count > 0))
        {
            Reject(batch, bad, bad.Refusals, tally);
        }

        await LookUp(batch, good);
        _here = await AlreadyHere(batch, [.. good.Select(KeyOf).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)]);
        var updatable = Plan.Mapping.Mode == ImportMode.Update ? await Load(batch, [.. _here.Values.Distinct()]) : [];
        if (!Setting.Trial)
        {
            _seen.Clear();
        }

        var fresh = new List<ImportValues>();
        var later = new List<ImportValues>();
        foreach (var row in good)
        {
            var key = KeyOf(row);
            if (key is not null && _here.TryGetValue(key, out var here))
            {
                Meet(batch, row, here, updatable.GetValueOrDefault(here), tally);
            }
            else if (key is not null && _seen.TryGetValue(key, out var twin))
            {
                Twin(batch, row, twin, tally);
            }
            else if (!LastCall && MustWait(row))
            {
                later.Add(row);
            }
            else
            {
                fresh.Add(row);
                if (key is not null)
                {
                    _seen[key] = Guid.Empty;
                }
            }
        }

        var given = Series is { } series && fresh.Count > 0 ? await numbers(series, fresh.Count) : [];
        for (var i = 0; i < fresh.Count; i++)
        {
            var outcome = Create(batch, fresh[i], given.Count > 0 ? given[i] : "");
            if (outcome.Value is { } made)
            {
                batch.Created(fresh[i], made);
                tally.Created++;
                if (KeyOf(fresh[i]) is { } key)
                {
                    _seen[key] = made.Id;
                }
            }
            else
            {
                Reject(batch, fresh[i], [outcome.Refusal!, .. outcome.Refusal!.Others], tally);
            }
        }

        foreach (var (column, amount) in batch.Ended)
        {
            tally.Add(column, amount);
        }

        tally.Read += rows.Count - later.Count;
        return later;
    }

    /// <summary>What makes a record the same as one already here; null when the row does not say.</summary>
    protected abstract string? KeyOf(ImportValues row);

    protected abstract Task LookUp(ImportBatch batch, IReadOnlyList<ImportValues> rows);

    /// <summary>The records already here, by key, whether the importer sees them or not.</summary>
    protected abstract Task<Dictionary<string, Guid>> AlreadyHere(ImportBatch batch, IReadOnlyList<string> keys);

    /// <summary>Those of them the importer may change, tracked.</summary>
    protected abstract Task<Dictionary<Guid, Entity>> Load(ImportBatch batch, IReadOnlyList<Guid> ids);

    protected virtual bool MustWait(ImportValues row) => false;

    protected abstract Outcome<Entity> Create(ImportBatch batch, ImportValues row, string number);

    /// <summary>Takes over what the row says; fields the file does not have stay.</summary>
    protected abstract Refusal? Change(ImportBatch batch, Entity entity, ImportValues row);

    /// <summary>The owner a row leads to.</summary>
    /// <param name="area">Whose right to assign counts.</param>
    protected Outcome<Guid?> Owner(ImportValues row, Area area)
    {
        Guid? mine = Me.IsSystem ? null : Me.Id;
        if (Plan.Mapping.Owner == ImportOwner.Me || row.Text("owner") is not { } name)
        {
            return new Outcome<Guid?>(mine, null);
        }

        var found = Lookups.People(name);
        if (found.Count == 0)
        {
            return Plan.EmptyWhenUnknown("owner") ? new Outcome<Guid?>(mine, null) : Refusal.Invalid("Imports.UnknownPerson", name);
        }

        if (found.Count > 1)
        {
            return Refusal.Invalid("Imports.SeveralPeople", name, found.Count);
        }

        return found[0].Id == mine || Me.May(area, Function.Assign, found[0].Id) ? new Outcome<Guid?>(found[0].Id, null) : Refusal.Invalid("Imports.MayNotGiveTo", name);
    }

    protected Outcome<Money> Amount(ImportValues row, string field)
    {
        var currency = row.Text("currency") ?? Plan.Mapping.Currency ?? Setting.CompanyCurrency;
        return row.Amount(field) is not { } amount ? Money.Zero(currency)
            : amount is < 0 or > Money.Largest / 100 ? Refusal.Invalid("Kernel.AmountOutOfRange")
            : Money.Of(amount, currency);
    }

    private void Meet(ImportBatch batch, ImportValues row, Guid id, Entity? entity, Tally tally)
    {
        var said = Refusal.Invalid("Imports.AlreadyHere", new Term($"Imports.Field_{Plan.Match}"), KeyText(row));
        switch (Plan.Mapping.Mode)
        {
            case ImportMode.Skip:
                batch.Duplicate(row, Record, id, RowOutcome.Skipped, said);
                tally.Skipped++;
                return;
            case ImportMode.Create:
                batch.Duplicate(row, Record, id, RowOutcome.Rejected, said);
                tally.Rejected++;
                return;
        }

        if (entity is null)
        {
            batch.Duplicate(row, Record, id, RowOutcome.Rejected, Refusal.Invalid("Imports.MayNotChange", new Term($"Imports.Field_{Plan.Match}"), KeyText(row)));
            tally.Rejected++;
        }
        else if (Change(batch, entity, row) is { } refusal)
        {
            batch.Db.Entry(entity).CurrentValues.SetValues(batch.Db.Entry(entity).OriginalValues);
            entity.Forget();
            Reject(batch, row, [refusal, .. refusal.Others], tally);
        }
        else if (batch.Updated(row, entity))
        {
            tally.Updated++;
        }
        else
        {
            batch.Duplicate(row, Record, id, RowOutcome.Skipped, Refusal.Invalid("Imports.Unchanged"));
            tally.Skipped++;
        }
    }

    private void Twin(ImportBatch batch, ImportValues row, Guid twin, Tally tally)
    {
        var said = Refusal.Invalid("Imports.TwiceInFile", new Term($"Imports.Field_{Plan.Match}"), KeyText(row));
        if (Plan.Mapping.Mode == ImportMode.Skip)
        {
            batch.Duplicate(row, Record, twin, RowOutcome.Skipped, said);
            tally.Skipped++;
        }
        else
        {
            Reject(batch, row, [said], tally);
        }
    }

    private string KeyText(ImportValues row) => row.Text(Plan.Match) ?? KeyOf(row) ?? "";

    private static void Reject(ImportBatch batch, ImportValues row, IEnumerable<Refusal> why, Tally tally)
    {
        batch.Refused(row, why);
        tally.Rejected++;
    }
}
