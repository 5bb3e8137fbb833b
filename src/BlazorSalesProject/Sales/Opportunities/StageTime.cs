using BlazorSalesProject.Sales.Pipelines;

namespace BlazorSalesProject.Sales.Opportunities;

/// <summary>How long an opportunity stood in one stage, all stays added up.</summary>
/// <param name="Stays">How often it was there.</param>
public sealed record StageTime(string Stage, TimeSpan Spent, int Stays, bool IsHere)
{
    /// <summary>Time in each stage of the pipeline, in its order, and in the closing column it reached; now ends the stay it is in.</summary>
    public static IReadOnlyList<StageTime> Of(Pipeline pipeline, IReadOnlyCollection<StageSpan> stays, string column, DateTime now)
    {
        var columns = pipeline.Stages.Select(s => s.Code).Append(column).Concat(stays.Select(s => s.Column).Where(c => c is not (Pipeline.Won or Pipeline.Lost))).Distinct();
        return
        [
            .. columns.Select(code =>
            {
                var here = stays.Where(s => s.Column == code).ToList();
                return new StageTime(code, here.Aggregate(TimeSpan.Zero, (sum, s) => sum + ((s.LeftAt ?? now) - s.EnteredAt)), here.Count, code == column);
            }),
        ];
    }
}
