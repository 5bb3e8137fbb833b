using System.Text;
using System.Xml;

namespace BlazorSalesProject.Web.Files;

/// <summary>
/// Takes texts out of a workbook part without ever holding much more of one than a cell may have: a longer one is cut one past the limit, so
/// that it is noticed as too long.
/// </summary>
internal sealed class XlsxTextReader
{
    /// <summary>One character may be spelled with seven.</summary>
    private const int Most = (FileLimits.CellCharacters + 1) * 7;

    private readonly StringBuilder text = new();
    private readonly char[] buffer = new char[1024];

    /// <summary>The text of the element the reader stands on.</summary>
    public string Plain(XmlReader xml)
    {
        text.Clear();
        Append(xml);
        return text.ToString();
    }

    /// <summary>All runs of a shared or inline string put together, without the reading aids East Asian texts carry.</summary>
    public string Rich(XmlReader xml)
    {
        text.Clear();
        if (!xml.IsEmptyElement)
        {
            var depth = xml.Depth;
            while (xml.Read() && xml.Depth > depth)
            {
                if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "rPh")
                {
                    Skip(xml);
                }
                else if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "t")
                {
                    Append(xml);
                }
            }
        }

        return TableHeader.Cut(XlsxText.Decode(text.ToString()), FileLimits.CellCharacters + 1);
    }

    public static void Skip(XmlReader xml)
    {
        if (xml.IsEmptyElement)
        {
            return;
        }

        var depth = xml.Depth;
        while (xml.Read() && xml.Depth > depth)
        {
        }
    }

    private void Append(XmlReader xml)
    {
        if (xml.IsEmptyElement)
        {
            return;
        }

        var depth = xml.Depth;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace)
            {
                for (int read; (read = xml.ReadValueChunk(buffer, 0, buffer.Length)) > 0;)
                {
                    text.Append(buffer, 0, text.Length < Most ? read : 0);
                }
            }
        }
    }
}
