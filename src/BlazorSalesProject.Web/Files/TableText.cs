using System.Text;
using BlazorSalesProject.Kernel;

namespace BlazorSalesProject.Web.Files;

/// <summary>Finds out in which encoding a text file is written, by reading all of it strictly: a wrong guess would be saved as a wrong name.</summary>
internal static class TableText
{
    private const int Chunk = 64 * 1024;

    static TableText() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static Encoding Detect(string path, string file)
    {
        Span<byte> start = stackalloc byte[4];
        int length;
        using (var stream = File.OpenRead(path))
        {
            length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        }

        if (ByMark(start[..length]) is { } marked)
        {
            return Decodes(path, marked, plausible: false) ? marked : throw Unreadable(file);
        }

        RefuseBinary(path, file);
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
        if (Decodes(path, utf8, plausible: false))
        {
            return utf8;
        }

        if (FirstLineInAnotherEncoding(path) is { } line)
        {
            throw new TableRefused(Refusal.Invalid("Files.MixedEncoding", file, line));
        }

        var gb18030 = Encoding.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        return Decodes(path, gb18030, plausible: true) ? gb18030 : throw Unreadable(file);
    }

    private static Encoding? ByMark(ReadOnlySpan<byte> start) => start switch
    {
        [0xEF, 0xBB, 0xBF, ..] => new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true),
        [0xFF, 0xFE, 0, 0] => new UTF32Encoding(bigEndian: false, byteOrderMark: true, throwOnInvalidCharacters: true),
        [0, 0, 0xFE, 0xFF] => new UTF32Encoding(bigEndian: true, byteOrderMark: true, throwOnInvalidCharacters: true),
        [0xFF, 0xFE, ..] => new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
        [0xFE, 0xFF, ..] => new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
        _ => null,
    };

    private static TableRefused Unreadable(string file) => new(Refusal.Invalid("Files.BadEncoding", file));

    private static bool Decodes(string path, Encoding encoding, bool plausible)
    {
        using var stream = File.OpenRead(path);
        var decoder = encoding.GetDecoder();
        var bytes = new byte[Chunk];
        var characters = new char[encoding.GetMaxCharCount(Chunk)];
        try
        {
            int read;
            do
            {
                read = stream.Read(bytes);
                var count = decoder.GetChars(bytes, 0, read, characters, 0, flush: read == 0);
                if (plausible && characters.AsSpan(0, count).IndexOfAnyInRange('\uE000', '\uF8FF') >= 0)
                {
                    return false;
                }
            }
            while (read > 0);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    /// <summary>No text has a NUL, except our own exports in a quoted cell; programs, pictures and UTF-16 without a mark have them everywhere.</summary>
    private static void RefuseBinary(string path, string file)
    {
        using var stream = File.OpenRead(path);
        var bytes = new byte[Chunk];
        var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        var quoted = false;
        foreach (var value in bytes.AsSpan(0, length))
        {
            quoted ^= value == (byte)'"';
            if (value == 0 && !quoted)
            {
                throw new TableRefused(Refusal.Invalid("Files.Binary", file));
            }
        }

        var start = Encoding.ASCII.GetString(bytes, 0, Math.Min(length, 64)).TrimStart();
        string[] others = ["%PDF-", "{\\rtf", "<html", "<!doctype", "<?xml", "<table", "<meta"];
        if (others.Any(other => start.StartsWith(other, StringComparison.OrdinalIgnoreCase)))
        {
            throw new TableRefused(Refusal.Invalid("Files.Binary", file));
        }
    }

    /// <summary>
    /// Two files of different encodings put together decode as GB18030 without an error and are full of wrong names. A line that is whole
    /// UTF-8 with three or more three-byte characters is never GBK, so a file with such a line and with lines that are no UTF-8 is mixed.
    /// </summary>
    private static int? FirstLineInAnotherEncoding(string path)
    {
        using var stream = new BufferedStream(File.OpenRead(path), Chunk);
        int? firstUtf8 = null, firstOther = null;
        var line = new List<byte>();
        var number = 1;
        int next;
        do
        {
            next = stream.ReadByte();
            if (next is -1 or '\n')
            {
                Judge();
                line.Clear();
                number++;
            }
            else if (line.Count < Chunk)
            {
                line.Add((byte)next);
            }
        }
        while (next >= 0 && (firstUtf8 is null || firstOther is null));
        return firstUtf8 is null || firstOther is null ? null : Math.Max(firstUtf8.Value, firstOther.Value);

        void Judge()
        {
            var bytes = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(line);
            var long3 = 0;
            var whole = true;
            while (!bytes.IsEmpty && whole)
            {
                whole = Rune.DecodeFromUtf8(bytes, out _, out var consumed) is System.Buffers.OperationStatus.Done;
                long3 += consumed == 3 ? 1 : 0;
                bytes = bytes[consumed..];
            }

            if (!whole)
            {
                firstOther ??= number;
            }
            else if (long3 >= 3)
            {
                firstUtf8 ??= number;
            }
        }
    }
}
