using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace BlazorSalesProject.Tests.Attachments;

/// <summary>Good and bad files, made on the spot.</summary>
public static class SampleFiles
{
    public static MemoryStream Of(string text) => new(Encoding.UTF8.GetBytes(text));

    public static MemoryStream Of(params byte[][] parts) => new([.. parts.SelectMany(p => p)]);

    public static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);

    public static byte[] Pdf(string head = "%PDF-1.7\n") => Ascii(head + "1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n");

    /// <summary>A picture as its header says; the pixels themselves are of no matter here.</summary>
    public static byte[] Png(uint width, uint height)
    {
        var file = new List<byte>([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        var header = new byte[13];
        BinaryPrimitives.WriteUInt32BigEndian(header, width);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(4), height);
        foreach (var (name, data) in new[] { ("IHDR", header), ("IDAT", [1, 2, 3]), ("IEND", Array.Empty<byte>()) })
        {
            var length = new byte[4];
            BinaryPrimitives.WriteUInt32BigEndian(length, (uint)data.Length);
            file.AddRange([.. length, .. Ascii(name), .. data, 0, 0, 0, 0]);
        }

        return [.. file];
    }

    public static byte[] Gif(ushort width = 1, ushort height = 1) =>
        [.. Ascii("GIF89a"), (byte)width, (byte)(width >> 8), (byte)height, (byte)(height >> 8), 0, 0, 0, 0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3B];

    public static byte[] Jpeg(ushort width = 1, ushort height = 1) =>
        [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 1, 0xFF, 0xC0, 0, 11, 8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 1, 1, 0x11, 0, 0xFF, 0xDA, 0, 2, 0, 0, 0xFF, 0xD9];

    public static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        using var memory = new MemoryStream();
        using (var archive = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return memory.ToArray();
    }

    public static byte[] Docx(string document = "<?xml version=\"1.0\"?><document/>", params (string Name, byte[] Content)[] more) =>
        Zip([("[Content_Types].xml", Ascii("<Types/>")), ("word/document.xml", Encoding.UTF8.GetBytes(document)), .. more]);
}
