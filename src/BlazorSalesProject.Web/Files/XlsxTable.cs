using System.Globalization;
using System.Xml;
using BlazorSalesProject.Kernel;

namespace BlazorSalesProject.Web.Files;

/// <summary>
/// The first visible sheet of a workbook, read as a stream of rows. A formula counts as its stored value, or as its text if none is stored; nothing
/// is ever calculated. Numbers come without grouping, dates as yyyy-MM-dd, logical values as TRUE and FALSE.
/// </summary>
internal sealed class XlsxTable(string path, string file) : ITableSource
{
    private string sheetPart = "";
    private string? textsPart;
    private string? stylesPart;
    private bool from1904;

    public string Sheet { get; private set; } = "";

    public bool ShortRowsAreWhole => true;

    /// <summary>Finds the sheet and refuses what is no plain workbook.</summary>
    public void Prepare() => Guarded(() =>
    {
        using var archive = new XlsxArchive(path, file);
        if (archive.Has("EncryptedPackage"))
        {
            throw new TableRefused(Refusal.Invalid("Files.Encrypted", file));
        }

        if (!archive.Has("_rels/.rels") || Target(archive, "_rels/.rels", "", type => type.EndsWith("/officeDocument", StringComparison.Ordinal)) is not { } workbook)
        {
            throw new TableRefused(Refusal.Invalid("Files.NotAWorkbook", file));
        }

        if (archive.Any(name => name.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase) || name.Contains("macrosheets/", StringComparison.OrdinalIgnoreCase)))
        {
            throw new TableRefused(Refusal.Invalid("Files.Macros", file));
        }

        var slash = workbook.LastIndexOf('/');
        var (folder, name) = (workbook[..(slash + 1)], workbook[(slash + 1)..]);
        var relations = folder + "_rels/" + name + ".rels";
        if (FirstSheet(archive, workbook) is not { } id)
        {
            throw new TableRefused(Refusal.Invalid("Files.NotAWorkbook", file));
        }

        sheetPart = Target(archive, relations, folder, _ => true, id) ?? throw new InvalidDataException();
        textsPart = Target(archive, relations, folder, type => type.EndsWith("/sharedStrings", StringComparison.Ordinal));
        stylesPart = Target(archive, relations, folder, type => type.EndsWith("/styles", StringComparison.Ordinal));
        return true;
    });

    public IEnumerable<SourceRow> Rows(CancellationToken stop)
    {
        var (archive, texts, dates, xml) = Guarded(() =>
        {
            var opened = new XlsxArchive(path, file);
            try
            {
                return (opened, XlsxSharedTexts.Load(opened, textsPart, file, stop), XlsxDates.Load(opened, stylesPart, from1904), opened.Read(sheetPart));
            }
            catch
            {
                opened.Dispose();
                throw;
            }
        });
        using (archive)
        using (xml)
        {
            var cells = new List<string?>();
            var reader = new XlsxTextReader();
            var number = 0;
            while (Guarded(() => NextRow(xml)))
            {
                stop.ThrowIfCancellationRequested();
                number = int.TryParse(xml.GetAttribute("r"), CultureInfo.InvariantCulture, out var told) && told > number ? told : number + 1;
                cells.Clear();
                var problem = Guarded(() => ReadCells(xml, cells, texts, dates, reader));
                if (problem is not null || cells.Exists(cell => !string.IsNullOrEmpty(cell)))
                {
                    yield return new(number, cells, problem);
                }
            }
        }
    }

    private static bool NextRow(XmlReader xml)
    {
        while (xml.Read())
        {
            if (xml.LocalName == "sheetData" && (xml.NodeType == XmlNodeType.EndElement || xml.IsEmptyElement))
            {
                return false;
            }

            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "row")
            {
                return true;
            }
        }

        return false;
    }

    private static Refusal? ReadCells(XmlReader xml, List<string?> cells, XlsxSharedTexts texts, XlsxDates dates, XlsxTextReader reader)
    {
        Refusal? problem = null;
        if (xml.IsEmptyElement)
        {
            return problem;
        }

        var depth = xml.Depth;
        var next = 0;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "c")
            {
                continue;
            }

            var told = SheetColumn.Of(xml.GetAttribute("r"));
            var column = told >= next ? told : next;
            next = column + 1;
            var (text, error) = ReadCell(xml, texts, dates, reader);
            if (error)
            {
                problem ??= Refusal.Invalid("Files.RowExcelError", SheetColumn.Letters(column), text);
            }

            if (string.IsNullOrEmpty(text))
            {
                continue;
            }

            // A cell far to the right makes the row too wide, whichever column it is: no need to build the empty ones between.
            column = Math.Min(column, FileLimits.Columns + 1);
            while (cells.Count <= column)
            {
                cells.Add(null);
            }

            cells[column] = text;
        }

        return problem;
    }

    private static (string Text, bool Error) ReadCell(XmlReader xml, XlsxSharedTexts texts, XlsxDates dates, XlsxTextReader reader)
    {
        var (type, style) = (xml.GetAttribute("t"), xml.GetAttribute("s"));
        string? value = null, formula = null, inline = null;
        if (!xml.IsEmptyElement)
        {
            var depth = xml.Depth;
            while (xml.Read() && xml.Depth > depth)
            {
                if (xml.NodeType != XmlNodeType.Element)
                {
                    continue;
                }

                switch (xml.LocalName)
                {
                    case "v":
                        value = reader.Plain(xml);
                        break;
                    case "f":
                        formula = reader.Plain(xml);
                        break;
                    case "is":
                        inline = reader.Rich(xml);
                        break;
                    default:
                        XlsxTextReader.Skip(xml);
                        break;
                }
            }
        }

        return type switch
        {
            "inlineStr" => (inline ?? "", false),
            _ when string.IsNullOrEmpty(value) => (string.IsNullOrEmpty(formula) ? "" : "=" + XlsxText.Decode(formula), false),
            "s" => (texts[int.Parse(value, CultureInfo.InvariantCulture)], false),
            "str" => (XlsxText.Decode(value), false),
            "b" => (value == "1" ? "TRUE" : "FALSE", false),
            "e" => (value, true),
            "d" => (DateTime.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var date)
                ? date.ToString(date.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) : value, false),
            _ => (dates.Show(value, style), false),
        };
    }

    private string? FirstSheet(XlsxArchive archive, string workbook)
    {
        string? id = null;
        using var xml = archive.Read(workbook);
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            if (xml.Depth == 0 && xml.LocalName != "workbook")
            {
                return null;
            }

            if (xml.LocalName == "workbookPr")
            {
                from1904 = xml.GetAttribute("date1904") is "1" or "true";
            }
            else if (xml.LocalName == "sheet" && id is null && xml.GetAttribute("state") is null or "visible")
            {
                Sheet = xml.GetAttribute("name") ?? "";
                for (var more = xml.MoveToFirstAttribute(); more; more = xml.MoveToNextAttribute())
                {
                    id = xml.LocalName == "id" ? xml.Value : id;
                }
            }
        }

        return id;
    }

    private static string? Target(XlsxArchive archive, string part, string folder, Func<string, bool> type, string? id = null)
    {
        using var xml = archive.Read(part);
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "Relationship" && xml.GetAttribute("TargetMode") != "External"
                && (id is null || xml.GetAttribute("Id") == id) && type(xml.GetAttribute("Type") ?? "") && xml.GetAttribute("Target") is { } target)
            {
                return Resolve(folder, target);
            }
        }

        return null;
    }

    private static string Resolve(string folder, string target)
    {
        var steps = new List<string>();
        foreach (var step in (target.StartsWith('/') ? target : folder + target).Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (step == "..")
            {
                steps.RemoveAt(Math.Max(0, steps.Count - 1));
            }
            else if (step != ".")
            {
                steps.Add(step);
            }
        }

        return string.Join('/', steps);
    }

    /// <summary>Turns every way a spoiled workbook can fail into one of two sentences.</summary>
    private T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (XmlException fault) when (fault.Message.Contains("DTD", StringComparison.Ordinal))
        {
            throw new TableRefused(Refusal.Invalid("Files.UnsafeXml", file));
        }
        catch (Exception fault) when (XlsxArchive.IsDamage(fault))
        {
            throw new TableRefused(Refusal.Invalid("Files.BrokenWorkbook", file));
        }
    }
}
