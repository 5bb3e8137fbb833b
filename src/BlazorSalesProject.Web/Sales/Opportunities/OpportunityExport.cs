using System.Globalization;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Opportunities;
using BlazorSalesProject.Web.Files;
using BlazorSalesProject.Web.SignIn;
using static BlazorSalesProject.Kernel.Words;

namespace BlazorSalesProject.Web.Sales.Opportunities;

/// <summary>The filtered list as a file; the address carries the same filter as the page.</summary>
internal static class OpportunityExport
{
    public static void MapOpportunityExport(this IEndpointRouteBuilder app) =>
        app.MapGet("/opportunities/export.{format:regex(^(csv|xlsx)$)}", Export);

    private static async Task<IResult> Export(string format, HttpContext http, ExportOpportunities exporting, WhoIs whoIs, LivingSessions sessions, TimeProvider clock)
    {
        var address = OpportunityAddress.Of(http.Request.QueryString.Value ?? "");
        var outcome = await exporting.Run(await CurrentMe.Of(http.User, whoIs, sessions), address.Filter(clock.Today()), address.Sort, !address.Ascending, format);
        if (outcome.Refusal is { } refusal)
        {
            return Results.Text(refusal.Sentence, statusCode: refusal.Kind is RefusalKind.Denied or RefusalKind.NotFound ? StatusCodes.Status404NotFound : StatusCodes.Status400BadRequest);
        }

        var name = $"{Say("Opportunities.Title")}-{clock.Today().ToString("yyyyMMdd", CultureInfo.InvariantCulture)}.{format}";
        return Results.Stream(output => Write(format, output, outcome.Value!), format == "csv" ? ExportCsv.ContentType : ExportXlsx.ContentType, name);
    }

    private static Task<int> Write(string format, Stream output, IReadOnlyList<OpportunityRow> rows) => format == "csv"
        ? ExportCsv.WriteAsync(output, Columns(), Cells(rows))
        : ExportXlsx.WriteAsync(output, Say("Opportunities.Title"), Columns(), Cells(rows));

    private static IReadOnlyList<ExportColumn> Columns() =>
    [
        ExportColumn.Text(Say("Opportunities.Number")), ExportColumn.Text(Say("Fields.Title")), ExportColumn.Text(Say("Opportunities.Kind")), ExportColumn.Text(Say("Opportunities.Stage")),
        ExportColumn.Text(Say("Opportunities.Customer")), ExportColumn.Text(Say("Opportunities.Owner")), ExportColumn.Text(Say("Opportunities.Department")),
        ExportColumn.Money(Say("Opportunities.AmountColumn")), ExportColumn.Text(Say("Opportunities.Currency")), ExportColumn.Text(Say("Fields.Source")), ExportColumn.Text(Say("Opportunities.Product")),
        ExportColumn.Date(Say("Opportunities.ExpectedClose")), ExportColumn.Date(Say("Opportunities.ClosedOn")), ExportColumn.Text(Say("Opportunities.LostReason")),
        ExportColumn.Time(Say("Opportunities.EnteredAt")), ExportColumn.Time(Say("Opportunities.CreatedAt")),
    ];

    private static async IAsyncEnumerable<object?[]> Cells(IReadOnlyList<OpportunityRow> rows)
    {
        await Task.CompletedTask;
        foreach (var row in rows)
        {
            yield return
            [
                row.Number, row.Title, Say($"Sales.Kind_{row.Kind}"), Say($"Sales.Stage_{row.Column}"), row.Customer, row.Owner, row.Department, row.Amount, row.Amount.Currency,
                row.Source is null ? null : Say($"Sales.Source_{row.Source}"), row.Product, row.ExpectedClose, row.ClosedOn, row.LostReason is null ? null : Say($"Sales.LostReason_{row.LostReason}"),
                row.EnteredAt, row.CreatedAt,
            ];
        }
    }
}
