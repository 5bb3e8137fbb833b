using System.Buffers.Binary;
using System.Text;
using BlazorSalesProject.Kernel;

namespace BlazorSalesProject.Attachments;

/// <summary>
/// Which files are taken, and whether a file is what its name says: found by looking inside, never by what the browser
/// claims. Web pages, drawings with scripts and programs are not on the list.
/// </summary>
internal static class FileKinds
{
    /// <summary>Pixels of a picture: what a viewer would have to unfold.</summary>
    public const long Pixels = 100_000_000;

    private const int Head = 64 * 1024;
    private static readonly string[] Active = ["<script", "<html", "<!doctype html", "<svg", "<?php"];

    private static readonly Dictionary<string, (string Type, Func<FileStream, byte[], Refusal?> Check)> Known = new(StringComparer.Ordinal)
    {
        [".pdf"] = ("application/pdf", Pdf),
        [".png"] = ("image/png", Png),
        [".jpg"] = ("image/jpeg", Jpeg),
        [".jpeg"] = ("image/jpeg", Jpeg),
        [".gif"] = ("image/gif", Gif),
        [".webp"] = ("image/webp", Webp),
        [".txt"] = ("text/plain", Text),
        [".csv"] = ("text/csv", Text),
        [".docx"] = ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", (file, head) => Zip(file, head, "word/")),
        [".xlsx"] = ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", (file, head) => Zip(file, head, "xl/")),
        [".pptx"] = ("application/vnd.openxmlformats-officedocument.presentationml.presentation", (file, head) => Zip(file, head, "ppt/")),
        [".zip"] = ("application/zip", (file, head) => Zip(file, head, null)),
    };

    public static IReadOnlyList<string> Extensions { get; } = [.. Known.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Kinds a browser shows by itself and that hold nothing it would run.</summary>
    public static bool CanBeShown(string extension) => extension is ".pdf" or ".png" or ".jpg" or ".jpeg" or ".gif" or ".webp";

    public static bool IsTaken(string extension) => Known.ContainsKey(extension);

    /// <summary>The content type of a file that is what its extension says; otherwise why it is not taken.</summary>
    public static Outcome<string> Look(string extension, FileStream file)
    {
        if (!Known.TryGetValue(extension, out var kind))
        {
            return Refusal.For("Files", "Attachments.NotTaken", string.Join(' ', Extensions));
        }

        var head = new byte[Math.Min(Head, file.Length)];
        file.ReadExactly(head);
        return kind.Check(file, head) is { } refusal ? refusal : kind.Type;
    }

    private static Refusal Not() => Refusal.For("Files", "Attachments.NotWhatItSays");

    private static Refusal? Size(long width, long height) =>
        width is <= 0 || height is <= 0 ? Not() : width * height > Pixels ? Refusal.For("Files", "Attachments.TooManyPixels", Pixels / 1_000_000) : null;

    private static Refusal? Pdf(FileStream file, byte[] head)
    {
        if (!head.AsSpan().StartsWith("%PDF-"u8) || Speaks(head.AsSpan(0, Math.Min(head.Length, 1024))))
        {
            return Not();
        }

        var tail = Tail(file, 2048);
        return tail.AsSpan().IndexOf("%%EOF"u8) < 0 ? Not() : null;
    }

    /// <summary>Walks the chunks: the last must be the end, with nothing behind it.</summary>
    private static Refusal? Png(FileStream file, byte[] head)
    {
        if (head.Length < 33 || !head.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) || !head.AsSpan(12, 4).SequenceEqual("IHDR"u8))
        {
            return Not();
        }

        if (Size(BinaryPrimitives.ReadUInt32BigEndian(head.AsSpan(16)), BinaryPrimitives.ReadUInt32BigEndian(head.AsSpan(20))) is { } refusal)
        {
            return refusal;
        }

        Span<byte> chunk = stackalloc byte[8];
        file.Position = 8;
        while (file.Position <= file.Length - 12)
        {
            file.ReadExactly(chunk);
            file.Position += BinaryPrimitives.ReadUInt32BigEndian(chunk) + 4L;
            if (chunk[4..].SequenceEqual("IEND"u8))
            {
                return file.Position == file.Length ? null : Not();
            }
        }

        return Not();
    }

    /// <summary>Cameras append things to their pictures, so what follows the end is searched rather than forbidden.</summary>
    private static Refusal? Jpeg(FileStream file, byte[] head)
    {
        if (head.Length < 4 || !head.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) || Speaks(head) || EndsAsArchive(file) || Speaks(Tail(file, Head)))
        {
            return Not();
        }

        Span<byte> segment = stackalloc byte[9];
        file.Position = 2;
        while (file.Position <= file.Length - 9)
        {
            file.ReadExactly(segment);
            if (segment[0] != 0xFF)
            {
                return Not();
            }

            if (segment[1] == 0xFF)
            {
                file.Position -= 8;
                continue;
            }

            if (segment[1] is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                return Size(BinaryPrimitives.ReadUInt16BigEndian(segment[7..]), BinaryPrimitives.ReadUInt16BigEndian(segment[5..]));
            }

            file.Position += BinaryPrimitives.ReadUInt16BigEndian(segment[2..]) - 7L;
        }

        return Not();
    }

    /// <summary>Walks the blocks: the trailer must be the last byte.</summary>
    private static Refusal? Gif(FileStream file, byte[] head)
    {
        if (head.Length < 14 || !(head.AsSpan().StartsWith("GIF87a"u8) || head.AsSpan().StartsWith("GIF89a"u8)) || Speaks(head))
        {
            return Not();
        }

        if (Size(BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(6)), BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(8))) is { } refusal)
        {
            return refusal;
        }

        file.Position = 13 + Colours(head[10]);
        while (file.Position < file.Length)
        {
            switch (file.ReadByte())
            {
                case 0x3B:
                    return file.Position == file.Length ? null : Not();
                case 0x21:
                    file.ReadByte();
                    break;
                case 0x2C:
                    file.Position += 8;
                    var own = Colours(file.ReadByte());
                    file.Position += own + 1;
                    break;
                default:
                    return Not();
            }

            for (int length; (length = file.ReadByte()) > 0;)
            {
                file.Position += length;
            }
        }

        return Not();

        static int Colours(int flags) => flags >= 0 && (flags & 0x80) != 0 ? 3 << ((flags & 7) + 1) : 0;
    }

    private static Refusal? Webp(FileStream file, byte[] head)
    {
        if (head.Length < 30 || !head.AsSpan().StartsWith("RIFF"u8) || !head.AsSpan(8, 4).SequenceEqual("WEBP"u8)
            || BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(4)) + 8L != file.Length || Speaks(head))
        {
            return Not();
        }

        var data = head.AsSpan(20);
        return Encoding.ASCII.GetString(head, 12, 4) switch
        {
            "VP8 " => Size(BinaryPrimitives.ReadUInt16LittleEndian(data[6..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(data[8..]) & 0x3FFF),
            "VP8L" => Size((BinaryPrimitives.ReadUInt32LittleEndian(data[1..]) & 0x3FFF) + 1, ((BinaryPrimitives.ReadUInt32LittleEndian(data[1..]) >> 14) & 0x3FFF) + 1),
            "VP8X" => Size((BinaryPrimitives.ReadUInt32LittleEndian(data[4..]) & 0xFFFFFF) + 1, (BinaryPrimitives.ReadUInt32LittleEndian(data[6..]) >> 8) + 1),
            _ => Not(),
        };
    }

    /// <summary>Words only: no zero bytes unless it is UTF-16, and not a page in disguise.</summary>
    private static Refusal? Text(FileStream file, byte[] head)
    {
        var wide = head.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || head.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]);
        return (!wide && head.AsSpan().Contains((byte)0)) || Speaks(head.AsSpan(0, Math.Min(head.Length, 1024))) ? Not() : null;
    }

    private static Refusal? Zip(FileStream file, byte[] head, string? officeFolder)
    {
        if (!head.AsSpan().StartsWith("PK\u0003\u0004"u8))
        {
            return Not();
        }

        file.Position = 0;
        return ArchiveCheck.Look(file, officeFolder);
    }

    /// <summary>Whether a browser could be talked into running it.</summary>
    private static bool Speaks(ReadOnlySpan<byte> bytes)
    {
        var text = Encoding.Latin1.GetString(bytes);
        return Array.Exists(Active, a => text.Contains(a, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>An archive is read from its end, so a picture can be one too.</summary>
    private static bool EndsAsArchive(FileStream file)
    {
        var tail = Tail(file, 22 + ushort.MaxValue).AsSpan();
        for (int at; (at = tail.LastIndexOf("PK\u0005\u0006"u8)) >= 0; tail = tail[..at])
        {
            if (tail.Length - at >= 22)
            {
                return true;
            }
        }

        return false;
    }

    private static byte[] Tail(FileStream file, int most)
    {
        var tail = new byte[Math.Min(most, file.Length)];
        file.Position = file.Length - tail.Length;
        file.ReadExactly(tail);
        return tail;
    }
}
