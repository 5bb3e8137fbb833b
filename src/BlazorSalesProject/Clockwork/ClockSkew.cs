using System.Globalization;
using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Clockwork;

/// <summary>
/// How far this node's clock is from the database's. Nodes of a cluster may differ by a second at most, or timers are taken over
/// from nodes that live; each compared with the same database are compared with each other.
/// </summary>
public sealed class ClockSkew(Works works, TimeProvider clock)
{
    public static readonly TimeSpan Most = TimeSpan.FromSeconds(1);

    /// <summary>Positive when this node is ahead; null on SQLite, whose clock is the node's own.</summary>
    public Task<TimeSpan?> Measure() => works.Read(async db =>
    {
        if (db.OnSqlite)
        {
            return (TimeSpan?)null;
        }

        await db.Database.OpenConnectionAsync();
        var before = clock.Now();
        var there = await db.Database.SqlQuery<DateTime>($"SELECT clock_timestamp() AS \"Value\"").SingleAsync();
        var here = before + ((clock.Now() - before) / 2);
        return here - there.ToUniversalTime();
    });

    /// <summary>Whether the two are too far apart to keep a cluster.</summary>
    public static bool IsTooFar(TimeSpan? skew) => skew is { } by && by.Duration() > Most;

    /// <summary>Seconds with one decimal, as people read it.</summary>
    public static string Text(TimeSpan skew) => skew.Duration().TotalSeconds.ToString("0.0", CultureInfo.CurrentCulture);
}
