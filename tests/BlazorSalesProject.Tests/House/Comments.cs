namespace BlazorSalesProject.Tests.House;

/// <summary>Takes the comments out of C#, Razor, css and js text.</summary>
internal static class Comments
{
    /// <summary>The same text with every character of a comment replaced by a blank; line ends stay.</summary>
    public static string Blank(string text, string path)
    {
        var razor = path.EndsWith(".razor", StringComparison.Ordinal);
        var lines = !razor && !path.EndsWith(".css", StringComparison.Ordinal);
        var result = text.ToCharArray();
        for (var i = 0; i < text.Length;)
        {
            var end = CommentEnd(i) ?? (razor ? i : StringEnd(i));
            if (end == i)
            {
                i++;
            }
            else if (CommentEnd(i) is not null)
            {
                for (; i < end; i++)
                {
                    result[i] = text[i] == '\n' ? '\n' : ' ';
                }
            }
            else
            {
                i = end;
            }
        }

        return new string(result);

        int? CommentEnd(int at) =>
            Starts(at, "/*") && (!razor || AfterBlank(at)) ? After(at + 2, "*/")
            : Starts(at, "//") && (lines || (razor && AfterBlank(at))) ? LineEnd(at)
            : Starts(at, "@*") && razor ? After(at, "*@")
            : Starts(at, "<!--") && razor ? After(at, "-->")
            : null;

        int StringEnd(int at)
        {
            if (Starts(at, "\"\"\""))
            {
                var quotes = text.AsSpan(at).IndexOfAnyExcept('"');
                return quotes < 0 ? text.Length : After(at + quotes, new string('"', quotes));
            }

            if (text[at] == '\'' && at + 2 < text.Length)
            {
                return text[at + 1] == '\\' ? After(at + 2 + 1, "'") : text[at + 2] == '\'' ? at + 3 : at;
            }

            if (text[at] != '"')
            {
                return at;
            }

            var verbatim = at > 0 && (text[at - 1] == '@' || (text[at - 1] == '$' && at > 1 && text[at - 2] == '@'));
            for (var i = at + 1; i < text.Length; i++)
            {
                if (text[i] == '\\' && !verbatim)
                {
                    i++;
                }
                else if (text[i] == '"')
                {
                    if (verbatim && Starts(i, "\"\""))
                    {
                        i++;
                        continue;
                    }

                    return i + 1;
                }
                else if (text[i] == '\n' && !verbatim)
                {
                    return i;
                }
            }

            return text.Length;
        }

        // In markup "//" belongs to an address and "/*" to a media type; the code block's comments stand after a blank.
        bool AfterBlank(int at) => at == 0 || char.IsWhiteSpace(text[at - 1]);

        bool Starts(int at, string mark) => string.CompareOrdinal(text, at, mark, 0, mark.Length) == 0;

        int After(int from, string mark) => text.IndexOf(mark, Math.Min(from, text.Length), StringComparison.Ordinal) is var found and >= 0 ? found + mark.Length : text.Length;

        int LineEnd(int from) => text.IndexOf('\n', from) is var found and >= 0 ? found : text.Length;
    }
}
