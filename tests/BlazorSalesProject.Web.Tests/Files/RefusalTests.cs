using System.IO.Compression;
using System.Text;
using BlazorSalesProject.Web.Files;
using static BlazorSalesProject.Web.Tests.Files.TableFolder;

namespace BlazorSalesProject.Web.Tests.Files;

public sealed class RefusalTests : IDisposable
{
    private const string Header = """<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row>""";
    private const string Row = """<row r="2"><c r="A2"><v>1</v></c></row>""";
    private static readonly byte[] Ole = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    private readonly TableFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void An_empty_file_is_refused()
    {
        Assert.Equal("Files.Empty", Refused(folder.Text("a.csv", "")));
        Assert.Equal("Files.Empty", Refused(folder.Text("b.csv", "\n\n , \n\n".Replace(" ", "", StringComparison.Ordinal))));
        Assert.Equal("Files.Empty", Refused(folder.Text("c.csv", "", new UTF8Encoding(true))));
        Assert.Equal("Files.Empty", Refused(folder.Bytes("d.xlsx", [])));
        Assert.Equal("Files.Empty", Refused(folder.Workbook("e.xlsx", "")));
    }

    [Fact]
    public void A_header_without_rows_is_refused()
    {
        Assert.Equal("Files.NoRows", Refused(folder.Text("a.csv", "a,b\n\n,\n")));
        Assert.Equal("Files.NoRows", Refused(folder.Workbook("a.xlsx", Header)));
    }

    [Fact]
    public void A_file_without_a_header_is_refused()
    {
        Assert.Equal("Files.NoHeader", Refused(folder.Text("a.csv", "1,2.5,2016-10-20\n3,4,2016-10-21\n")));
        Assert.Equal("Files.NoHeader", Refused(folder.Text("b.csv", " , \na,b\n1,2\n")));
    }

    [Fact]
    public void Two_columns_of_one_name_are_refused_and_named()
    {
        var path = folder.Text("a.csv", "名称,金额,备注, 金额 \n1,2,3,4\n");

        Assert.Equal("Files.DuplicateHeader", Refused(path));
        Assert.Equal("“a.csv”没有导入：列标题“金额”出现了两次（B 列和 D 列）。请给其中一列改名。", In("zh-CN", () => TableFile.Open(path, "a.csv").Refusal!.Sentence));
        Assert.Equal("Files.DuplicateHeader", Refused(folder.Text("b.csv", "Name,name\n1,2\n")));
    }

    [Fact]
    public void More_columns_than_the_limit_are_refused()
    {
        Assert.Equal("Files.TooManyColumns", Refused(folder.Text("a.csv", string.Join(',', Enumerable.Range(0, FileLimits.Columns + 1).Select(n => "c" + n)) + "\n1\n")));
        using var most = Open(folder.Text("b.csv", string.Join(',', Enumerable.Range(0, FileLimits.Columns).Select(n => "c" + n)) + "\n1\n"));
        Assert.Equal(FileLimits.Columns, most.Headers.Length);
        Assert.Equal("Files.TooManyColumns", Refused(folder.Workbook("a.xlsx", """<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c><c r="XFE1" t="inlineStr"><is><t>b</t></is></c></row>""" + Row)));
    }

    [Fact]
    public void One_million_rows_are_taken_and_one_more_is_refused()
    {
        var path = folder.Path("a.csv");
        File.WriteAllText(path, "a\n" + string.Concat(Enumerable.Repeat("1\n", FileLimits.Rows)));
        Assert.Equal(FileLimits.Rows, Open(path).RowCount);
        File.AppendAllText(path, "1\n");
        Assert.Equal("Files.TooManyRows", Refused(path));
    }

    [Fact]
    public void A_sheet_of_one_million_and_one_rows_is_refused()
    {
        var rows = new StringBuilder(Header, 40_000_000);
        for (var n = 0; n <= FileLimits.Rows; n++)
        {
            rows.Append("<row><c><v>").Append(n * 7919L).Append("</v></c></row>");
        }

        Assert.Equal("Files.TooManyRows", Refused(folder.Workbook("a.xlsx", rows.ToString())));
    }

    [Fact]
    public async Task An_upload_over_the_limit_is_cut_off_and_refused()
    {
        using var endless = new EndlessStream();
        var before = Directory.GetFiles(Path.GetTempPath(), "table-*").Length;

        var opened = await TableFile.OpenAsync(endless, "a.csv");

        Assert.Equal("Files.TooBig", opened.Refusal?.Key);
        Assert.InRange(endless.Given, FileLimits.UploadBytes, FileLimits.UploadBytes + FileLimits.Megabyte);
        Assert.InRange(Directory.GetFiles(Path.GetTempPath(), "table-*").Length, 0, before);

        using (var file = File.Create(folder.Path("b.csv")))
        {
            file.SetLength(FileLimits.UploadBytes + 1);
        }

        Assert.Equal("Files.TooBig", Refused(folder.Path("b.csv")));
    }

    [Theory]
    [InlineData("a.pdf", "Files.WrongType")]
    [InlineData("a", "Files.WrongType")]
    [InlineData("a.csv.exe", "Files.WrongType")]
    [InlineData("a.ods", "Files.WrongType")]
    [InlineData("a.xls", "Files.OldExcel")]
    [InlineData("a.xlsm", "Files.Macros")]
    [InlineData("a.xlsx", "Files.NotAWorkbook")]
    public void A_text_named_as_something_else_is_refused(string name, string key) => Assert.Equal(key, Refused(folder.Text(name, "a,b\n1,2\n")));

    [Fact]
    public void A_name_with_path_marks_and_directions_is_shown_harmless()
    {
        var path = folder.Text("a.csv", "");

        var sentence = In("en", () => TableFile.Open(path, "C:\\x\\..\\../evil\u202Evsc\r\n.csv").Refusal!.Sentence);

        Assert.StartsWith("“evilvsc.csv” was not imported", sentence, StringComparison.Ordinal);
        Assert.InRange(In("en", () => TableFile.Open(path, new string('n', 400) + ".csv").Refusal!.Sentence).Length, 10, 250);
    }

    [Fact]
    public void A_zip_that_is_no_workbook_is_refused()
    {
        Assert.Equal("Files.NotAWorkbook", Refused(folder.Zip("a.xlsx", ("readme.txt", "hello"))));
        Assert.Equal("Files.NotAWorkbook", Refused(folder.Zip("b.xlsx")));
        Assert.Equal("Files.NotAWorkbook", Refused(folder.Workbook("c.xlsx", Header + Row, ("xl/workbook.xml", """<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>"""))));
        var half = File.ReadAllBytes(folder.Workbook("d.xlsx", Header + Row));
        Assert.Equal("Files.NotAWorkbook", Refused(folder.Bytes("e.xlsx", half[..(half.Length / 2)])));
        Assert.Equal("Files.WorkbookNamedText", Refused(folder.Bytes("f.csv", half)));
    }

    [Fact]
    public void A_damaged_workbook_is_refused()
    {
        Assert.Equal("Files.BrokenWorkbook", Refused(folder.Workbook("a.xlsx", Header + "<row><c>")));
        Assert.Equal("Files.BrokenWorkbook", Refused(folder.Workbook("b.xlsx", Header + """<row><c t="s"><v>7</v></c></row>""")));
        Assert.Equal("Files.BrokenWorkbook", Refused(folder.Workbook("c.xlsx", Header + """<row><c t="s"><v>x</v></c></row>""")));
        Assert.Equal("Files.BrokenWorkbook", Refused(folder.Workbook("d.xlsx", Header + Row, ("xl/_rels/workbook.xml.rels", "<Relationships/>"))));
        var whole = File.ReadAllBytes(folder.Workbook("e.xlsx", Header + Row));
        whole[whole.AsSpan().IndexOf("sheet1.xml"u8) + 20] ^= 0xFF;
        Assert.Contains(Refused(folder.Bytes("f.xlsx", whole)), new[] { "Files.BrokenWorkbook", "Files.NotAWorkbook" });
    }

    [Fact]
    public void A_password_and_the_old_format_are_told_apart()
    {
        Assert.Equal("Files.Encrypted", Refused(folder.Bytes("a.xlsx", [.. Ole, .. new byte[2000], .. Encoding.Unicode.GetBytes("EncryptedPackage"), .. new byte[500]])));
        Assert.Equal("Files.OldExcel", Refused(folder.Bytes("b.xlsx", [.. Ole, .. new byte[2000], .. Encoding.Unicode.GetBytes("Workbook")])));
        Assert.Equal("Files.OldExcel", Refused(folder.Bytes("c.xls", [.. Ole, .. new byte[2000]])));
        Assert.Equal("Files.WorkbookNamedText", Refused(folder.Bytes("d.csv", [.. Ole, .. new byte[2000]])));
        var locked = File.ReadAllBytes(folder.Workbook("e.xlsx", Header + Row));
        for (var at = locked.AsSpan().IndexOf("PK\u0001\u0002"u8); at >= 0;)
        {
            locked[at + 8] |= 1;
            var next = locked.AsSpan(at + 4).IndexOf("PK\u0001\u0002"u8);
            at = next < 0 ? -1 : at + 4 + next;
        }

        Assert.Equal("Files.Encrypted", Refused(folder.Bytes("f.xlsx", locked)));
    }

    [Fact]
    public void A_workbook_with_macros_is_refused()
    {
        Assert.Equal("Files.Macros", Refused(folder.Workbook("a.xlsx", Header + Row, ("xl/vbaProject.bin", "x"))));
        Assert.Equal("Files.Macros", Refused(folder.Workbook("b.xlsx", Header + Row, ("xl/macrosheets/sheet1.xml", "<x/>"))));
    }

    [Theory]
    [InlineData("xl/worksheets/sheet1.xml")]
    [InlineData("xl/sharedStrings.xml")]
    [InlineData("xl/workbook.xml")]
    [InlineData("xl/styles.xml")]
    [InlineData("xl/_rels/workbook.xml.rels")]
    [InlineData("_rels/.rels")]
    public void A_document_type_in_any_part_is_refused_and_reaches_nothing(string part)
    {
        var secret = folder.Text("secret.txt", "secret");
        string[] types =
        [
            $"""<!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}">]>""",
            """<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY e "&c;&c;&c;&c;&c;&c;&c;&c;">]>""",
            """<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">""",
        ];
        foreach (var (type, n) in types.Select((type, n) => (type, n)))
        {
            var content = type + Sheet(Header + """<row r="2"><c r="A2" t="inlineStr"><is><t>&e;</t></is></c></row>""");
            Assert.Equal("Files.UnsafeXml", Refused(folder.Workbook($"{n}.xlsx", Header + Row, (part, content))));
        }
    }

    [Fact]
    public void A_zip_bomb_is_refused_by_what_it_declares()
    {
        var path = folder.Workbook("a.xlsx", Header + Row);
        using (var zip = ZipFile.Open(path, ZipArchiveMode.Update))
        {
            using var entry = zip.CreateEntry("xl/media/zeros.bin").Open();
            entry.Write(new byte[20_000_000]);
        }

        Assert.Equal("Files.ZipBomb", Refused(path));
    }

    [Fact]
    public void A_zip_bomb_that_lies_about_its_size_is_refused_by_what_comes_out()
    {
        var honest = File.ReadAllBytes(folder.Workbook("a.xlsx", Header + Row + new string(' ', 30_000_000)));
        for (var at = honest.AsSpan().IndexOf("PK\u0001\u0002"u8); at >= 0;)
        {
            BitConverter.TryWriteBytes(honest.AsSpan(at + 24), 500u);
            var next = honest.AsSpan(at + 4).IndexOf("PK\u0001\u0002"u8);
            at = next < 0 ? -1 : at + 4 + next;
        }

        Assert.Contains(Refused(folder.Bytes("b.xlsx", honest)), new[] { "Files.ZipBomb", "Files.BrokenWorkbook" });
    }

    [Fact]
    public void A_zip_of_too_many_parts_is_refused_before_its_list_is_read()
    {
        var path = folder.Workbook("a.xlsx", Header + Row);
        using (var zip = ZipFile.Open(path, ZipArchiveMode.Update))
        {
            for (var n = 0; n < FileLimits.WorkbookParts; n++)
            {
                zip.CreateEntry("xl/media/" + n);
            }
        }

        Assert.Equal("Files.TooManyParts", Refused(path));
        var lying = File.ReadAllBytes(path);
        var end = lying.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        lying[end + 8] = lying[end + 10] = 5;
        lying[end + 9] = lying[end + 11] = 0;
        Assert.Equal("Files.TooManyParts", Refused(folder.Bytes("b.xlsx", lying)));
    }

    [Fact]
    public void Junk_named_csv_is_refused()
    {
        var random = new byte[50_000];
        new Random(1).NextBytes(random);
        Assert.Equal("Files.Binary", Refused(folder.Bytes("a.csv", random)));
        Assert.Equal("Files.Binary", Refused(folder.Bytes("b.csv", [0x7F, .. "ELF"u8, 2, 1, 1, 0, 0, 0])));
        Assert.Equal("Files.Binary", Refused(folder.Bytes("c.csv", [.. "a,b\n1,"u8, 0, .. "\n"u8])));
        Assert.Equal("Files.Binary", Refused(folder.Text("d.csv", "%PDF-1.7\n1,2\n")));
        Assert.Equal("Files.Binary", Refused(folder.Text("e.csv", "<html><table><tr><td>1</td></tr></table></html>")));
        Assert.Equal("Files.Binary", Refused(folder.Bytes("f.csv", Encoding.Unicode.GetBytes("a,b\n1,2\n"))));
        Assert.Equal("Files.BadEncoding", Refused(folder.Bytes("g.csv", [.. "a,b\n"u8, 0xFF, 0xFF, 0xFE, .. "\n"u8])));
    }

    [Fact]
    public void A_wrong_encoding_behind_a_mark_is_refused()
    {
        Assert.Equal("Files.BadEncoding", Refused(folder.Bytes("a.csv", [0xEF, 0xBB, 0xBF, .. Gbk.GetBytes("名称\n北京\n")])));
        Assert.Equal("Files.BadEncoding", Refused(folder.Bytes("b.csv", [0xFF, 0xFE, (byte)'a', 0, (byte)'\n', 0, 0x00, 0xD8, (byte)'b', 0])));
    }

    [Fact]
    public void Two_encodings_in_one_file_are_refused_with_the_line()
    {
        var path = folder.Bytes("a.csv", [.. Gbk.GetBytes("名称,城市\n华南有限公司,广州\n"), .. Encoding.UTF8.GetBytes("上海译文有限公司,上海\n")]);

        Assert.Equal("Files.MixedEncoding", Refused(path));
        Assert.Contains("from line 3 on", In("en", () => TableFile.Open(path, "a.csv").Refusal!.Sentence), StringComparison.Ordinal);
    }

    [Fact]
    public void A_quote_never_closed_is_refused_with_its_row()
    {
        Assert.Equal("Files.OpenQuote", Refused(folder.Text("a.csv", "a,b\n1,2\n3,\"x\n5,6\n")));
        var path = folder.Text("b.csv", "a,b\n1,2\n3,\"x\n" + string.Concat(Enumerable.Repeat("5,6 and some more text to get past the limit of a record\n", 400_000)));
        Assert.Equal("Files.OpenQuote", Refused(path));
        Assert.Contains("row 3", In("en", () => TableFile.Open(path, "b.csv").Refusal!.Sentence), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(".csv")]
    [InlineData(".xlsx")]
    public void A_file_spoiled_anywhere_is_read_or_refused_and_never_breaks(string extension)
    {
        var whole = extension == ".csv"
            ? Gbk.GetBytes("名称,金额\n\"华南\"\"有限公司\",1\n上海,\"2\n3\"\n")
            : File.ReadAllBytes(folder.Workbook("whole.xlsx", Header + Row + """<row r="3"><c r="A3" t="s"><v>0</v></c></row>""", ("xl/sharedStrings.xml", "<sst><si><t>x</t></si></sst>"), ("xl/styles.xml", """<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>""")));
        var random = new Random(42);
        var refused = 0;
        for (var n = 0; n < 600; n++)
        {
            var spoiled = whole.ToArray();
            for (var times = random.Next(1, 4); times > 0; times--)
            {
                spoiled[random.Next(spoiled.Length)] = (byte)random.Next(256);
            }

            var path = folder.Bytes("spoiled" + extension, n % 5 == 0 ? spoiled[..random.Next(spoiled.Length)] : spoiled);
            var opened = TableFile.Open(path, "spoiled" + extension);
            refused += opened.Ok ? 0 : 1;
            Assert.Equal(opened.Value?.RowCount ?? 0, opened.Value?.Rows().Count() ?? 0);
        }

        Assert.InRange(refused, 60, 599);
    }

    [Fact]
    public void Every_sentence_exists_in_both_languages()
    {
        var files = typeof(TableFile).Assembly;
        var chinese = new System.Resources.ResourceManager("BlazorSalesProject.Web.Files.FilesTexts", files);
        foreach (System.Collections.DictionaryEntry text in chinese.GetResourceSet(System.Globalization.CultureInfo.InvariantCulture, true, false)!)
        {
            var english = chinese.GetResourceSet(new("en"), true, false)!.GetString((string)text.Key);
            Assert.False(string.IsNullOrWhiteSpace(english), (string)text.Key);
            foreach (var place in new[] { "{0", "{1", "{2", "{3" })
            {
                Assert.Equal(((string)text.Value!).Contains(place, StringComparison.Ordinal), english!.Contains(place, StringComparison.Ordinal));
            }
        }
    }

    /// <summary>An upload that never ends.</summary>
    private sealed class EndlessStream : Stream
    {
        public long Given { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => Given; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            Array.Fill(buffer, (byte)'a', offset, count);
            Given += count;
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
