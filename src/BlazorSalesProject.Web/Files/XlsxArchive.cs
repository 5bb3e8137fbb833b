using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using System.Xml;
using BlazorSalesProject.Kernel;

namespace BlazorSalesProject.Web.Files;

/// <summary>
/// The zip a workbook is packed in, opened with distrust: the number of parts is counted before the library reads the list, sizes are checked as
/// declared and again as counted while unpacking, and its XML may bring no document type and reaches nothing outside.
/// </summary>
internal sealed class XlsxArchive : IDisposable
{
    private const int EndRecord = 22;
    private readonly string file;
    private readonly ZipArchive zip;
    private long unpacked;

    public XlsxArchive(string path, string file)
    {
        this.file = file;
        try
        {
            using (var stream = File.OpenRead(path))
            {
                RefuseManyParts(stream, file);
            }

            zip = ZipFile.OpenRead(path);
            RefuseBombs();
        }
        catch (Exception fault) when (IsDamage(fault))
        {
            zip?.Dispose();
            throw new TableRefused(Refusal.Invalid("Files.NotAWorkbook", file));
        }
        catch
        {
            zip?.Dispose();
            throw;
        }
    }

    /// <summary>What a spoiled zip or a spoiled part throws.</summary>
    public static bool IsDamage(Exception fault) =>
        fault is InvalidDataException or XmlException or EndOfStreamException or NotSupportedException or FormatException or OverflowException or ArgumentException or IndexOutOfRangeException;

    /// <summary>Whether an OLE container holds a workbook behind a password rather than an old .xls.</summary>
    public static bool IsEncrypted(string path)
    {
        var marker = Encoding.Unicode.GetBytes("EncryptedPackage");
        return File.ReadAllBytes(path).AsSpan().IndexOf(marker) >= 0;
    }

    public bool Has(string part) => Find(part) is not null;

    public bool Any(Func<string, bool> name) => zip.Entries.Any(entry => name(entry.FullName));

    /// <summary>A part as XML; a missing one is damage.</summary>
    public XmlReader Read(string part)
    {
        var entry = Find(part) ?? throw new InvalidDataException(part);
        if (entry.IsEncrypted)
        {
            throw new TableRefused(Refusal.Invalid("Files.Encrypted", file));
        }

        return XmlReader.Create(new Counted(this, entry), new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = FileLimits.UnpackedBytes,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            CloseInput = true,
        });
    }

    public void Dispose() => zip.Dispose();

    private ZipArchiveEntry? Find(string part)
    {
        var name = part.TrimStart('/');
        return zip.GetEntry(name) ?? zip.Entries.FirstOrDefault(entry => string.Equals(entry.FullName.Replace('\\', '/'), name, StringComparison.OrdinalIgnoreCase));
    }

    private void RefuseBombs()
    {
        long declared = 0, packed = 0;
        foreach (var entry in zip.Entries)
        {
            declared += entry.Length;
            packed += entry.CompressedLength;
            if (declared > FileLimits.UnpackedBytes)
            {
                throw Bomb();
            }
        }

        if (declared > FileLimits.UnpackRatioFrom && declared / FileLimits.UnpackRatio > packed)
        {
            throw Bomb();
        }
    }

    private TableRefused Bomb() => new(Refusal.Invalid("Files.ZipBomb", file, FileLimits.UnpackedBytes / FileLimits.Megabyte));

    /// <summary>Counts the entries of the list at the end of the zip by walking it, whatever number it claims to have.</summary>
    private static void RefuseManyParts(Stream stream, string file)
    {
        var tail = new byte[(int)Math.Min(stream.Length, EndRecord + ushort.MaxValue + 76)];
        stream.Seek(-tail.Length, SeekOrigin.End);
        stream.ReadExactly(tail);
        var end = tail.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        if (end < 0 || tail.Length - end < EndRecord)
        {
            throw new InvalidDataException();
        }

        long list = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end + 16));
        var large = tail.AsSpan(0, end).LastIndexOf("PK\u0006\u0006"u8);
        if (list == uint.MaxValue && large >= 0 && end - large >= 56)
        {
            list = BinaryPrimitives.ReadInt64LittleEndian(tail.AsSpan(large + 48));
        }

        if (list < 0 || list >= stream.Length)
        {
            throw new InvalidDataException();
        }

        stream.Position = list;
        using var reader = new BinaryReader(new BufferedStream(stream), Encoding.Latin1, leaveOpen: true);
        var header = new byte[46];
        for (var parts = 0; reader.Read(header) == header.Length && header.AsSpan().StartsWith("PK\u0001\u0002"u8); parts++)
        {
            if (parts >= FileLimits.WorkbookParts)
            {
                throw new TableRefused(Refusal.Invalid("Files.TooManyParts", file, FileLimits.WorkbookParts));
            }

            var rest = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(28))
                + BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(30))
                + BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(32));
            reader.ReadBytes(rest);
        }
    }

    /// <summary>Counts what really comes out of a part: the sizes in the list may lie.</summary>
    private sealed class Counted(XlsxArchive archive, ZipArchiveEntry entry) : Stream
    {
        private readonly Stream inner = entry.Open();
        private long read;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => read;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var count = inner.Read(buffer);
            read += count;
            archive.unpacked += count;
            if (archive.unpacked > FileLimits.UnpackedBytes
                || (read > FileLimits.UnpackRatioFrom && read / FileLimits.UnpackRatio > entry.CompressedLength))
            {
                throw archive.Bomb();
            }

            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
