using System.Globalization;
using System.IO.Compression;
using System.Text;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.Web.Files;

namespace BlazorSalesProject.Web.Tests.Files;

/// <summary>A folder of real files made for one test and gone with it; the sentences are read in Chinese unless a test says otherwise.</summary>
public sealed class TableFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("files-");

    static TableFolder()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        Words.Register(typeof(TableFile).Assembly);
    }

    public static Encoding Gbk => Encoding.GetEncoding("GBK");

    public string Path(string name) => System.IO.Path.Combine(folder.FullName, name);

    public string Text(string name, string content, Encoding? encoding = null)
    {
        File.WriteAllText(Path(name), content, encoding ?? new UTF8Encoding(false));
        return Path(name);
    }

    public string Bytes(string name, byte[] content)
    {
        File.WriteAllBytes(Path(name), content);
        return Path(name);
    }

    public string Zip(string name, params (string Part, string Content)[] parts)
    {
        using var zip = ZipFile.Open(Path(name), ZipArchiveMode.Create);
        foreach (var (part, content) in parts)
        {
            using var entry = new StreamWriter(zip.CreateEntry(part).Open(), new UTF8Encoding(false));
            entry.Write(content);
        }

        return Path(name);
    }

    /// <summary>The smallest honest workbook around a hand-made sheet.</summary>
    public string Workbook(string name, string sheetData, params (string Part, string Content)[] more) => Zip(name,
    [
        .. Parts(("xl/worksheets/sheet1.xml", Sheet(sheetData)), more),
    ]);

    public static string Sheet(string sheetData, string before = "") =>
        $"""{before}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{sheetData}</sheetData></worksheet>""";

    private static IEnumerable<(string Part, string Content)> Parts((string Part, string Content) sheet, (string Part, string Content)[] more)
    {
        const string relations = "http://schemas.openxmlformats.org/package/2006/relationships";
        const string office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        (string Part, string Content)[] usual =
        [
            ("_rels/.rels", $"""<Relationships xmlns="{relations}"><Relationship Id="a" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>"""),
            ("xl/workbook.xml", $"""<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="{office}"><sheets><sheet name="One" sheetId="1" r:id="s1"/></sheets></workbook>"""),
            ("xl/_rels/workbook.xml.rels", $"""<Relationships xmlns="{relations}"><Relationship Id="s1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="s2" Type="{office}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="s3" Type="{office}/styles" Target="/xl/styles.xml"/></Relationships>"""),
            sheet,
        ];
        return usual.Where(part => more.All(other => other.Part != part.Part)).Concat(more);
    }

    /// <summary>Opens a file that must be good.</summary>
    public static TableFile Open(string path)
    {
        var opened = TableFile.Open(path, System.IO.Path.GetFileName(path));
        Assert.True(opened.Ok, opened.Refusal?.Key);
        return opened.Value!;
    }

    /// <summary>Opens a file that must be refused; checks that it is one sentence in both languages, naming the file. Answers the key.</summary>
    public static string Refused(string path, string? name = null)
    {
        var shown = name ?? System.IO.Path.GetFileName(path);
        var refusal = TableFile.Open(path, shown).Refusal;
        Assert.NotNull(refusal);
        var chinese = In("zh-CN", () => refusal.Sentence);
        var english = In("en", () => refusal.Sentence);
        Assert.Contains(shown, chinese, StringComparison.Ordinal);
        Assert.Contains(shown, english, StringComparison.Ordinal);
        Assert.Contains("没有导入", chinese, StringComparison.Ordinal);
        Assert.Contains("was not imported", english, StringComparison.Ordinal);
        Assert.DoesNotContain("{", chinese + english, StringComparison.Ordinal);
        return refusal.Key;
    }

    public static T In<T>(string language, Func<T> what)
    {
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = new(language);
            return what();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
        }
    }

    public static async IAsyncEnumerable<T> Stream<T>(IEnumerable<T> items)
    {
        await Task.CompletedTask;
        foreach (var item in items)
        {
            yield return item;
        }
    }

    public async Task<string> Csv(string name, IReadOnlyList<ExportColumn> columns, params object?[][] rows)
    {
        await using var output = File.Create(Path(name));
        Assert.Equal(rows.Length, await ExportCsv.WriteAsync(output, columns, Stream(rows)));
        return Path(name);
    }

    public async Task<string> Xlsx(string name, IReadOnlyList<ExportColumn> columns, params object?[][] rows)
    {
        await using var output = File.Create(Path(name));
        Assert.Equal(rows.Length, await ExportXlsx.WriteAsync(output, "Sheet", columns, Stream(rows)));
        return Path(name);
    }

    public static string Part(string workbook, string part)
    {
        using var zip = ZipFile.OpenRead(workbook);
        using var reader = new StreamReader(zip.GetEntry(part)!.Open());
        return reader.ReadToEnd();
    }

    public void Dispose() => folder.Delete(recursive: true);
}
