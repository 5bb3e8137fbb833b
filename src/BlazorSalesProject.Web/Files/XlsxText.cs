using System.Globalization;
using System.Text;
using System.Xml;

namespace BlazorSalesProject.Web.Files;

/// <summary>
/// Text as a workbook writes it: a character XML can't carry is spelled _xHHHH_ (a carriage return is _x000D_), and a text that happens to look
/// like that spelling has its underscore spelled out, so every text comes back as it was.
/// </summary>
internal static class XlsxText
{
    public static string Decode(string text)
    {
        var next = text.IndexOf("_x", StringComparison.Ordinal);
        if (next < 0)
        {
            return text;
        }

        var decoded = new StringBuilder(text.Length);
        var from = 0;
        for (; next >= 0; next = text.IndexOf("_x", next, StringComparison.Ordinal))
        {
            if (!IsSpelled(text, next))
            {
                next += 2;
                continue;
            }

            decoded.Append(text, from, next - from)
                .Append((char)int.Parse(text.AsSpan(next + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
            from = next += 7;
        }

        return decoded.Append(text, from, text.Length - from).ToString();
    }

    /// <summary>Appends a text as XML content.</summary>
    public static void Encode(StringBuilder xml, string text)
    {
        for (var index = 0; index < text.Length; index++)
        {
            var character = text[index];
            switch (character)
            {
                case '<':
                    xml.Append("&lt;");
                    break;
                case '>':
                    xml.Append("&gt;");
                    break;
                case '&':
                    xml.Append("&amp;");
                    break;
                case '_' when IsSpelled(text, index):
                    Spell(xml, character);
                    break;
                case '\t' or '\n':
                    xml.Append(character);
                    break;
                default:
                    if (char.IsHighSurrogate(character) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]))
                    {
                        xml.Append(character).Append(text[++index]);
                    }
                    else if (character == '\r' || !XmlConvert.IsXmlChar(character))
                    {
                        Spell(xml, character);
                    }
                    else
                    {
                        xml.Append(character);
                    }

                    break;
            }
        }
    }

    private static void Spell(StringBuilder xml, char character) => xml.Append(CultureInfo.InvariantCulture, $"_x{(int)character:X4}_");

    private static bool IsSpelled(string text, int index) =>
        index + 6 < text.Length && text[index + 1] == 'x' && text[index + 6] == '_'
        && char.IsAsciiHexDigit(text[index + 2]) && char.IsAsciiHexDigit(text[index + 3])
        && char.IsAsciiHexDigit(text[index + 4]) && char.IsAsciiHexDigit(text[index + 5]);
}
