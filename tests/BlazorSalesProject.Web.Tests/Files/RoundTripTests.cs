using BlazorSalesProject.Web.Files;
using static BlazorSalesProject.Web.Tests.Files.TableFolder;

namespace BlazorSalesProject.Web.Tests.Files;

public sealed class RoundTripTests : IDisposable
{
    private readonly TableFolder folder = new();

    public void Dispose() => folder.Dispose();

    public static IEnumerable<object[]> Seeds => Enumerable.Range(1, 8).Select(seed => new object[] { seed });

    [Theory]
    [InlineData("csv")]
    [InlineData("xlsx")]
    public async Task Every_nasty_text_comes_back_exactly_as_it_was(string format)
    {
        var texts = NastyTexts.All.ToArray();
        var path = await Write(format, [ExportColumn.Text("a"), ExportColumn.Text("n")], [.. texts.Select((text, n) => new object?[] { text, "x" + n })]);

        using var table = Open(path);
        Assert.Equal(texts, table.Rows().Select(row => row.Cells[0]));
        Assert.All(table.Rows(), row => Assert.Null(row.Problem));
        Assert.Equal(Enumerable.Range(2, texts.Length), table.Rows().Select(row => row.Number));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Any_text_put_together_from_dangerous_characters_comes_back(int seed)
    {
        var random = new Random(seed);
        const string alphabet = "''''==+-@\t\r\n\0 　＝＋－＠\"\",;|_x000D_a客😀";
        var texts = Enumerable.Range(0, 500).Select(_ => Runes(random, alphabet)).ToArray();
        foreach (var format in new[] { "csv", "xlsx" })
        {
            var path = await Write(format, [ExportColumn.Text("n"), ExportColumn.Text("a")], [.. texts.Select((text, n) => new object?[] { "x" + n, text })]);
            using var table = Open(path);
            Assert.Equal(texts.Select(text => text.Length == 0 ? null : text), table.Rows().Select(row => row.Cells[1]));
        }
    }

    [Fact]
    public void Writing_and_reading_an_apostrophe_are_inverse_for_every_text()
    {
        foreach (var text in NastyTexts.All.Concat(NastyTexts.All.Select(t => "'" + t)).Concat(NastyTexts.All.Select(t => " '" + t)))
        {
            Assert.Equal(text, FormulaGuard.Restore(FormulaGuard.Neutralise(text)));
        }
    }

    [Fact]
    public async Task What_was_read_and_written_again_reads_the_same()
    {
        var first = folder.Text("a.csv", "name,amount,when\n'=1,-5,3/1/2017\n,,\n+86,\"1,000\",\n");
        using var table = Open(first);
        var rows = table.Rows().Select(row => row.Cells).ToArray();

        using var again = Open(await Write("csv", [.. table.Headers.Select(ExportColumn.Text)], rows));

        Assert.Equal(["=1", "-5", "3/1/2017"], rows[0].AsEnumerable());
        Assert.Equal(rows, again.Rows().Select(row => row.Cells));
    }

    private static string Runes(Random random, string alphabet)
    {
        var runes = alphabet.EnumerateRunes().ToArray();
        return string.Concat(Enumerable.Range(0, random.Next(0, 8)).Select(_ => runes[random.Next(runes.Length)].ToString()));
    }

    private Task<string> Write(string format, ExportColumn[] columns, object?[][] rows) =>
        format == "csv" ? folder.Csv("w.csv", columns, rows) : folder.Xlsx("w.xlsx", columns, rows);
}
