using System.IO.Compression;
using System.Xml;
using BlazorSalesProject.Kernel;

namespace BlazorSalesProject.Attachments;

/// <summary>
/// Looks through a zip, docx, xlsx or pptx before it is kept: by what its directory says and by what unpacking really
/// yields, so that neither a bomb nor a document that reaches out gets in.
/// </summary>
internal static class ArchiveCheck
{
    public const int Entries = 2000;
    public const long UnpackedBytes = 200L * 1024 * 1024;

    /// <summary>An archive in an archive is unfolded in memory to be looked into.</summary>
    public const long InnerBytes = 20L * 1024 * 1024;
    public const int Ratio = 100;
    public const int Depth = 2;
    private const int RatioFrom = 1024 * 1024;
    private static readonly string[] Packed = [".zip", ".docx", ".xlsx", ".pptx"];
    private const string Types = "[Content_Types].xml";
    private static readonly string[] Macros = ["vbaproject.bin", "vbadata.xml"];
    private static readonly string[] MacroTypes = ["macroEnabled", "vbaProject"];
    private static readonly uint[] Remainders = [.. Enumerable.Range(0, 256).Select(n => Enumerable.Range(0, 8).Aggregate((uint)n, (r, _) => (r & 1) != 0 ? 0xEDB88320 ^ (r >> 1) : r >> 1))];

    private static readonly XmlReaderSettings Careful = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    /// <summary>Null when it may be kept; otherwise the sentence.</summary>
    public static Refusal? Look(Stream content, string? officeFolder)
    {
        long unpacked = 0;
        try
        {
            return Look(content, officeFolder, 1, ref unpacked);
        }
        catch (Exception e) when (e is InvalidDataException or XmlException or EndOfStreamException or NotSupportedException or ArgumentException or OverflowException)
        {
            return Refusal.For("Files", "Attachments.Damaged");
        }
    }

    private static Refusal? Look(Stream content, string? officeFolder, int depth, ref long unpacked)
    {
        using var archive = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
        if (archive.Entries.Count > Entries)
        {
            return Refusal.For("Files", "Attachments.TooManyEntries", Entries);
        }

        if (archive.Entries.Sum(e => e.Length) > UnpackedBytes - unpacked)
        {
            return Refusal.For("Files", "Attachments.Bomb");
        }

        if (officeFolder is not null && (archive.GetEntry(Types) is null || !archive.Entries.Any(e => e.FullName.StartsWith(officeFolder, StringComparison.OrdinalIgnoreCase))))
        {
            return Refusal.For("Files", "Attachments.NotWhatItSays");
        }

        foreach (var entry in archive.Entries)
        {
            if (Escapes(entry) || entry.IsEncrypted)
            {
                return Refusal.For("Files", "Attachments.BadEntry");
            }

            if (officeFolder is not null && (Array.Exists(Macros, m => entry.Name.Equals(m, StringComparison.OrdinalIgnoreCase)) || DeclaresMacros(entry)))
            {
                return Refusal.For("Files", "Attachments.Macros");
            }

            if (Unpack(entry, officeFolder is not null, depth, ref unpacked) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    private static Refusal? Unpack(ZipArchiveEntry entry, bool office, int depth, ref long unpacked)
    {
        if (office && (entry.Name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) || entry.Name.EndsWith(".rels", StringComparison.OrdinalIgnoreCase)))
        {
            // A document type can only stand before the root element; refused there, it is never expanded nor fetched.
            using var part = entry.Open();
            using var xml = XmlReader.Create(part, Careful);
            while (xml.Read() && xml.NodeType != XmlNodeType.Element)
            {
            }
        }

        var inner = Packed.Contains(FileNames.ExtensionOf(entry.Name));
        if (inner && depth >= Depth)
        {
            return Refusal.For("Files", "Attachments.TooDeep", Depth);
        }

        using var nested = inner ? new MemoryStream() : null;
        using (var stream = entry.Open())
        {
            var buffer = new byte[1 << 16];
            long size = 0;
            var check = uint.MaxValue;
            for (int read; (read = stream.Read(buffer)) > 0;)
            {
                size += read;
                unpacked += read;
                if (unpacked > UnpackedBytes || (size > RatioFrom && size > Ratio * Math.Max(1, entry.CompressedLength)) || (inner && size > InnerBytes))
                {
                    return Refusal.For("Files", "Attachments.Bomb");
                }

                nested?.Write(buffer, 0, read);
                foreach (var one in buffer.AsSpan(0, read))
                {
                    check = Remainders[(check ^ one) & 0xFF] ^ (check >> 8);
                }
            }

            // Unpacking stops at the size the directory tells, so a lie about it shows in what was unpacked until then.
            if (~check != entry.Crc32)
            {
                return Refusal.For("Files", "Attachments.Damaged");
            }
        }

        if (nested is null || nested.Length == 0)
        {
            return null;
        }

        nested.Position = 0;
        return Look(nested, null, depth + 1, ref unpacked);
    }

    /// <summary>Whatever its parts are called, a document with macros says so in its list of types.</summary>
    private static bool DeclaresMacros(ZipArchiveEntry entry)
    {
        if (entry.FullName != Types || entry.Length > RatioFrom)
        {
            return entry.FullName == Types;
        }

        using var types = new StreamReader(entry.Open());
        var said = types.ReadToEnd();
        return Array.Exists(MacroTypes, m => said.Contains(m, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Climbs out of the folder it is unpacked in, or is a link rather than a file.</summary>
    private static bool Escapes(ZipArchiveEntry entry)
    {
        const int kind = 0xF000, link = 0xA000;
        var name = entry.FullName.Replace('\\', '/');
        return name.StartsWith('/') || name.Contains(':', StringComparison.Ordinal) || name.Split('/').Contains("..") || ((entry.ExternalAttributes >> 16) & kind) == link;
    }
}
