using System.Globalization;
using System.Xml;

namespace BlazorSalesProject.Web.Files;

/// <summary>Which cell styles of a workbook show a number as a date, and the date such a number means.</summary>
internal sealed class XlsxDates
{
    private readonly List<bool> dateStyles = [];
    private bool from1904;

    public static XlsxDates Load(XlsxArchive archive, string? part, bool from1904)
    {
        var dates = new XlsxDates { from1904 = from1904 };
        if (part is null || !archive.Has(part))
        {
            return dates;
        }

        var custom = new Dictionary<int, bool>();
        var inCells = false;
        using var xml = archive.Read(part);
        while (xml.Read())
        {
            if (xml.LocalName == "cellXfs")
            {
                inCells = xml.NodeType == XmlNodeType.Element;
            }
            else if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "numFmt" && Id(xml) is { } id)
            {
                custom[id] = ShowsDate(xml.GetAttribute("formatCode") ?? "");
            }
            else if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "xf" && inCells)
            {
                var format = Id(xml) ?? 0;
                dates.dateStyles.Add(custom.TryGetValue(format, out var date) ? date : format is (>= 14 and <= 22) or (>= 27 and <= 36) or (>= 45 and <= 47) or (>= 50 and <= 58));
            }
        }

        return dates;
    }

    /// <summary>The text of a numeric cell: a date as yyyy-MM-dd (with HH:mm:ss if it has a time), else the number without any grouping.</summary>
    public string Show(string value, string? style)
    {
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
        {
            return value;
        }

        if (int.TryParse(style, CultureInfo.InvariantCulture, out var index) && index >= 0 && index < dateStyles.Count && dateStyles[index] && Date(number) is { } date)
        {
            return date;
        }

        if (value.Length <= 28 && value.AsSpan().TrimStart('-').IndexOfAnyExceptInRange('0', '9') < 0)
        {
            return value;
        }

        return Math.Abs(number) is < 1e15 and (> 1e-9 or 0)
            ? ((decimal)number).ToString("0.############################", CultureInfo.InvariantCulture)
            : number.ToString("R", CultureInfo.InvariantCulture);
    }

    private string? Date(double serial)
    {
        // Excel counts a 29 February 1900 that never was: serials before it lie one day later than an OLE date says.
        var days = from1904 ? serial + 1462 : serial is >= 1 and < 60 ? serial + 1 : serial;
        if (days is < 0 or >= 2_958_466)
        {
            return null;
        }

        var moment = DateTime.FromOADate(days).AddMilliseconds(500);
        moment = moment.AddTicks(-(moment.Ticks % TimeSpan.TicksPerSecond));
        var format = serial < 1 ? "HH:mm:ss" : moment.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss";
        return moment.ToString(format, CultureInfo.InvariantCulture);
    }

    private static int? Id(XmlReader xml) => int.TryParse(xml.GetAttribute("numFmtId"), CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <summary>A format shows a date when its first part has y, m, d, h or s outside of quotes, brackets and escapes.</summary>
    private static bool ShowsDate(string format)
    {
        for (var index = 0; index < format.Length && format[index] != ';'; index++)
        {
            switch (char.ToLowerInvariant(format[index]))
            {
                case '"':
                    index = Past(format, index, '"');
                    break;
                case '[' when index + 1 < format.Length && char.ToLowerInvariant(format[index + 1]) is 'h' or 'm' or 's':
                    return true;
                case '[':
                    index = Past(format, index, ']');
                    break;
                case '\\' or '_' or '*':
                    index++;
                    break;
                case 'y' or 'm' or 'd' or 'h' or 's':
                    return true;
                default:
                    break;
            }
        }

        return false;
    }

    private static int Past(string format, int from, char closing)
    {
        var end = format.IndexOf(closing, from + 1);
        return end < 0 ? format.Length : end;
    }
}
