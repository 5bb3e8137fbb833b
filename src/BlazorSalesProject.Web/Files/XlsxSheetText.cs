using System.Globalization;
using System.Text;
using static BlazorSalesProject.Kernel.Words;

namespace BlazorSalesProject.Web.Files;

/// <summary>Spells the rows of a sheet as XML, a piece at a time.</summary>
internal sealed class XlsxSheetText(IReadOnlyList<ExportColumn> columns)
{
    /// <summary>A spreadsheet keeps fifteen digits; a longer number is written as text rather than changed.</summary>
    private const decimal Exact = 999_999_999_999_999m;

    private readonly StringBuilder xml = new();
    private readonly string[] letters = [.. columns.Select((_, index) => SheetColumn.Letters(index))];
    private byte[] bytes = [];
    private int row;

    public bool IsLong => xml.Length > 64 * 1024;

    public void Begin()
    {
        xml.Append(CultureInfo.InvariantCulture, $"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet xmlns="{XlsxFrame.Main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>""");
        for (var index = 0; index < columns.Count; index++)
        {
            var width = columns[index].Kind switch { ExportKind.Text => 24, ExportKind.Time => 20, ExportKind.YesNo => 8, _ => 14 };
            xml.Append(CultureInfo.InvariantCulture, $"""<col min="{index + 1}" max="{index + 1}" width="{width}" customWidth="1"/>""");
        }

        xml.Append("</cols><sheetData>");
        Open();
        for (var index = 0; index < columns.Count; index++)
        {
            WriteText(index, columns[index].Header, XlsxFrame.Header);
        }

        xml.Append("</row>");
    }

    public void Row(object?[] values)
    {
        Open();
        for (var index = 0; index < columns.Count; index++)
        {
            if (values[index] is { } value)
            {
                Write(index, value);
            }
        }

        xml.Append("</row>");
    }

    public void End() => xml.Append(CultureInfo.InvariantCulture, $"""</sheetData><autoFilter ref="A1:{letters[^1]}{row}"/></worksheet>""");

    /// <summary>What was spelled since the last time, as UTF-8; good until the next call.</summary>
    public ReadOnlyMemory<byte> Take()
    {
        var length = 0;
        foreach (var chunk in xml.GetChunks())
        {
            length += chunk.Length;
        }

        if (bytes.Length < length * 3)
        {
            bytes = new byte[length * 3];
        }

        var written = 0;
        var encoder = Encoding.UTF8.GetEncoder();
        foreach (var chunk in xml.GetChunks())
        {
            written += encoder.GetBytes(chunk.Span, bytes.AsSpan(written), flush: false);
        }

        xml.Clear();
        return bytes.AsMemory(0, written);
    }

    private void Open() => xml.Append(CultureInfo.InvariantCulture, $"""<row r="{++row}">""");

    private void Write(int index, object value)
    {
        var column = columns[index];
        switch (column.Kind)
        {
            case ExportKind.Text:
                var text = (string)value;
                WriteText(index, text, FormulaGuard.IsRisky(text) ? XlsxFrame.Guarded : XlsxFrame.Plain);
                break;
            case ExportKind.Number or ExportKind.Money:
                var (number, decimals) = ExportValue.Figure(column, value);
                var plain = ExportValue.Plain(number, decimals);
                if (Math.Abs(number) * ExportValue.Power(decimals) > Exact)
                {
                    WriteText(index, plain, FormulaGuard.IsRisky(plain) ? XlsxFrame.Guarded : XlsxFrame.Plain);
                }
                else
                {
                    WriteFigure(index, plain, XlsxFrame.Whole + Math.Min(decimals, XlsxFrame.MostDecimals));
                }

                break;
            case ExportKind.Date:
                var date = (DateOnly)value;
                WriteMoment(index, date.ToDateTime(TimeOnly.MinValue), ExportValue.Plain(date), XlsxFrame.Date);
                break;
            case ExportKind.Time:
                var local = ExportValue.Local((DateTime)value);
                WriteMoment(index, local, ExportValue.Plain(local), XlsxFrame.Time);
                break;
            case ExportKind.YesNo:
                WriteText(index, (bool)value ? Say("Files.Yes") : Say("Files.No"), XlsxFrame.Plain);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(value));
        }
    }

    /// <summary>Spreadsheets begin in March 1900, because they count a leap day that year did not have: what is older is written as text.</summary>
    private void WriteMoment(int index, DateTime moment, string plain, int style)
    {
        if (moment < new DateTime(1900, 3, 1))
        {
            WriteText(index, plain, XlsxFrame.Plain);
        }
        else
        {
            WriteFigure(index, moment.ToOADate().ToString("R", CultureInfo.InvariantCulture), style);
        }
    }

    private void WriteFigure(int index, string figure, int style) =>
        xml.Append("<c r=\"").Append(letters[index]).Append(row).Append("\" s=\"").Append(style).Append("\"><v>").Append(figure).Append("</v></c>");

    /// <summary>A text longer than a cell can hold ends in an ellipsis; a workbook with a longer one can't be opened at all.</summary>
    private void WriteText(int index, string text, int style)
    {
        if (text.Length == 0)
        {
            return;
        }

        xml.Append("<c r=\"").Append(letters[index]).Append(row).Append("\" s=\"").Append(style).Append("\" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
        XlsxText.Encode(xml, text.Length > FileLimits.CellCharacters ? TableHeader.Cut(text, FileLimits.CellCharacters - 1) + "…" : text);
        xml.Append("</t></is></c>");
    }
}
