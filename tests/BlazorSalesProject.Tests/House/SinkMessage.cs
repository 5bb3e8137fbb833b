using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace BlazorSalesProject.Tests.House;

/// <summary>A mail as it arrived: envelope, decoded headers, the text and the HTML part.</summary>
public sealed partial record SinkMessage(string Sender, IReadOnlyList<string> Recipients, IReadOnlyDictionary<string, string> Headers, string Text, string Html, string Raw)
{
    /// <summary>The decoded subject.</summary>
    public string Subject => Headers.GetValueOrDefault("subject", "");

    /// <summary>The decoded From header with the display name.</summary>
    public string From => Headers.GetValueOrDefault("from", "");

    /// <summary>The decoded To header with the display names.</summary>
    public string To => Headers.GetValueOrDefault("to", "");

    /// <summary>Every address the HTML part links to.</summary>
    public IReadOnlyList<string> Links => [.. Link().Matches(Html).Select(match => System.Net.WebUtility.HtmlDecode(match.Groups[1].Value))];

    /// <summary>Reads a message as received; its characters are bytes (Latin-1).</summary>
    public static SinkMessage Parse(string sender, IReadOnlyList<string> recipients, string raw)
    {
        string text = "", html = "";
        var (headers, body) = Split(raw);
        Visit(headers, body);
        return new(sender, recipients, headers.ToDictionary(h => h.Key, h => DecodeWords(h.Value), StringComparer.Ordinal), text, html, raw);

        void Visit(Dictionary<string, string> of, string content)
        {
            var type = of.GetValueOrDefault("content-type", "text/plain");
            if (Boundary().Match(type) is { Success: true } boundary)
            {
                foreach (var part in content.Split("--" + boundary.Groups["mark"].Value)[1..].Where(part => !part.StartsWith("--", StringComparison.Ordinal)))
                {
                    var (partHeaders, partBody) = Split(part.TrimStart('\r', '\n'));
                    Visit(partHeaders, partBody);
                }
            }
            else if (type.StartsWith("text/html", StringComparison.OrdinalIgnoreCase))
            {
                html += Decode(of, content);
            }
            else if (type.StartsWith("text/plain", StringComparison.OrdinalIgnoreCase))
            {
                text += Decode(of, content);
            }
        }
    }

    private static (Dictionary<string, string> Headers, string Body) Split(string raw)
    {
        var end = raw.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var head = Folded().Replace(end < 0 ? raw : raw[..end], " ");
        var headers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in head.Split("\r\n").Where(line => line.Contains(':', StringComparison.Ordinal)))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers[line[..colon].Trim().ToLowerInvariant()] = line[(colon + 1)..].Trim();
        }

        return (headers, end < 0 ? "" : raw[(end + 4)..]);
    }

    private static string Decode(Dictionary<string, string> headers, string content)
    {
        var bytes = headers.GetValueOrDefault("content-transfer-encoding", "7bit").ToLowerInvariant() switch
        {
            "base64" => Convert.FromBase64String(string.Concat(content.Where(c => !char.IsWhiteSpace(c)))),
            "quoted-printable" => QuotedPrintable(content.Replace("=\r\n", "", StringComparison.Ordinal)),
            _ => Encoding.Latin1.GetBytes(content),
        };
        return Encoding.UTF8.GetString(bytes);
    }

    private static string DecodeWords(string header)
    {
        // Encoded words that follow each other belong together, and a character may be cut between them.
        return Words().Replace(header, run => Encoding.UTF8.GetString([.. Word().Matches(run.Value).SelectMany(word =>
            word.Groups[1].Value.Equals("B", StringComparison.OrdinalIgnoreCase)
                ? Convert.FromBase64String(word.Groups[2].Value)
                : QuotedPrintable(word.Groups[2].Value.Replace('_', ' ')))]));
    }

    private static byte[] QuotedPrintable(string text)
    {
        var bytes = new List<byte>();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '=' && i + 2 < text.Length && byte.TryParse(text.AsSpan(i + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code))
            {
                bytes.Add(code);
                i += 2;
            }
            else
            {
                bytes.Add((byte)text[i]);
            }
        }

        return [.. bytes];
    }

    [GeneratedRegex("href=\"([^\"]+)\"")]
    private static partial Regex Link();

    [GeneratedRegex("boundary=\"?(?<mark>[^\";]+)\"?", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Boundary();

    [GeneratedRegex("\r\n[ \t]+")]
    private static partial Regex Folded();

    [GeneratedRegex(@"=\?[^?]+\?[BbQq]\?[^?]*\?=(?:\s*=\?[^?]+\?[BbQq]\?[^?]*\?=)*")]
    private static partial Regex Words();

    [GeneratedRegex(@"=\?[^?]+\?([BbQq])\?([^?]*)\?=")]
    private static partial Regex Word();
}
