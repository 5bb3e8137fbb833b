using System.Buffers;
using System.Text;
using System.Xml;
using BlazorSalesProject.Kernel;

namespace BlazorSalesProject.Web.Files;

/// <summary>The texts a workbook keeps apart from its sheets, packed as UTF-8 in one block because cells point at them in any order.</summary>
internal sealed class XlsxSharedTexts
{
    private readonly List<int> ends = [];
    private readonly ArrayBufferWriter<byte> block = new();

    public string this[int index]
    {
        get
        {
            var start = index == 0 ? 0 : ends[index - 1];
            return Encoding.UTF8.GetString(block.WrittenSpan[start..ends[index]]);
        }
    }

    public static XlsxSharedTexts Load(XlsxArchive archive, string? part, string file, CancellationToken stop)
    {
        var texts = new XlsxSharedTexts();
        if (part is null || !archive.Has(part))
        {
            return texts;
        }

        using var xml = archive.Read(part);
        var reader = new XlsxTextReader();
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "si")
            {
                continue;
            }

            stop.ThrowIfCancellationRequested();
            Encoding.UTF8.GetBytes(reader.Rich(xml), texts.block);
            texts.ends.Add(texts.block.WrittenCount);
            if (texts.block.WrittenCount > FileLimits.SharedTextBytes)
            {
                throw new TableRefused(Refusal.Invalid("Files.TooMuchText", file, FileLimits.SharedTextBytes / FileLimits.Megabyte));
            }
        }

        return texts;
    }
}
