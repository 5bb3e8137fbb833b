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
    private static readonly string[] Macros = ["vbaproject.bin", "vbadata.xml"];

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

        if (officeFolder is not null && (archive.GetEntry("[Content_Types].xml") is null || !archive.Entries.Any(e => e.FullName.StartsWith(officeFolder, StringComparison.OrdinalIgnoreCase))))
        {
            return Refusal.For("Files", "Attachments.NotWhatItSays");
        }

        foreach (var entry in archive.Entries)
        {
            if (Escapes(entry) || entry.IsEncrypted)
            {
                return Refusal.For("Files", "Attachments.BadEntry");
            }

            if (officeFolder is not null && Array.Exists(Macros, m => entry.Name.Equals(m, StringComparison.OrdinalIgnoreCase)))
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
            for (int read; (read = stream.Read(buffer)) > 0;)
            {
                size += read;
                unpacked += read;
                if (unpacked > UnpackedBytes || (size > RatioFrom && size > Ratio * Math.Max(1, entry.CompressedLength)) || (inner && size > InnerBytes))
                {
                    return Refusal.For("Files", "Attachments.Bomb");
                }

                nested?.Write(buffer, 0, read);
            }
        }

        if (nested is null || nested.Length == 0)
        {
            return null;
        }

        nested.Position = 0;
        return Look(nested, null, depth + 1, ref unpacked);
    }

    /// <summary>Climbs out of the folder it is unpacked in, or is a link rather than a file.</summary>
    private static bool Escapes(ZipArchiveEntry entry)
    {
        const int kind = 0xF000, link = 0xA000;
        var name = entry.FullName.Replace('\\', '/');
        return name.StartsWith('/') || name.Contains(':', StringComparison.Ordinal) || name.Split('/').Contains("..") || ((entry.ExternalAttributes >> 16) & kind) == link;
    }
}
