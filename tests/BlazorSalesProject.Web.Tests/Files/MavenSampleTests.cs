using System.Globalization;
using System.Runtime.CompilerServices;
using static BlazorSalesProject.Web.Tests.Files.TableFolder;

namespace BlazorSalesProject.Web.Tests.Files;

public sealed class MavenSampleTests
{
    [Fact]
    public void The_sample_data_set_holds_the_totals_its_readme_tells()
    {
        using var pipeline = Open(Sample("sales_pipeline.csv"));
        var outcomes = pipeline.Rows().GroupBy(row => row.Cells[4]!).ToDictionary(group => group.Key, group => (group.Count(), group.Sum(row => long.Parse(row.Cells[7] ?? "0", CultureInfo.InvariantCulture))));

        Assert.Equal(8_800, pipeline.RowCount);
        Assert.Equal((4_238, 10_005_534), outcomes["Won"]);
        Assert.Equal((2_473, 0), outcomes["Lost"]);
        Assert.Equal((1_589, 0), outcomes["Engaging"]);
        Assert.Equal((500, 0), outcomes["Prospecting"]);
        Assert.Equal((85, 7, 35), (Open(Sample("accounts.csv")).RowCount, Open(Sample("products.csv")).RowCount, Open(Sample("sales_teams.csv")).RowCount));
    }

    private static string Sample(string name, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "samples", "maven-crm", name);
}
