using BlazorSalesProject.Kernel;

namespace BlazorSalesProject.Web.Files;

/// <summary>How much a table file may hold, in one place (reliability rule D-17). What exceeds one of these is refused, never cut silently.</summary>
public static class FileLimits
{
    /// <summary>Data rows of an import, the header not counted.</summary>
    public const int Rows = Limits.ImportRows;

    /// <summary>Data rows of a sheet that is written; a sheet ends at 1,048,576. How many an export may have is for its caller to say.</summary>
    public const int SheetRows = 1_000_000;

    /// <summary>Bytes of the file as it arrives.</summary>
    public const long UploadBytes = Limits.ImportBytes;

    /// <summary>Bytes of all parts of a workbook together once unpacked: as declared and as counted.</summary>
    public const long UnpackedBytes = 200L * Megabyte;

    /// <summary>How many times larger than packed a workbook may be.</summary>
    public const int UnpackRatio = 100;

    /// <summary>Below this size a high ratio is harmless: a short sheet of equal cells packs well.</summary>
    public const long UnpackRatioFrom = Megabyte;

    /// <summary>Parts inside a workbook.</summary>
    public const int WorkbookParts = 2_000;

    /// <summary>Bytes of the distinct texts a workbook keeps apart from its sheets: these alone have to be held in memory.</summary>
    public const int SharedTextBytes = 64 * Megabyte;

    public const int Columns = 200;

    /// <summary>Characters of one cell, as in Excel.</summary>
    public const int CellCharacters = 32_767;

    /// <summary>Bytes of one csv record: beyond it a quotation mark was left open.</summary>
    public const int RecordBytes = 16 * Megabyte;

    public const int Megabyte = 1024 * 1024;
}
