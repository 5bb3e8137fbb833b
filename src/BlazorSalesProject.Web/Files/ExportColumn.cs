namespace BlazorSalesProject.Web.Files;

/// <summary>How the values of an exported column are written.</summary>
public enum ExportKind
{
    /// <summary>A string; guarded against being run as a formula.</summary>
    Text,

    /// <summary>An int, long, decimal or double, with as many decimals as the column says.</summary>
    Number,

    /// <summary>A Money (decimals of its currency) or whole minor units (decimals of the column).</summary>
    Money,

    /// <summary>A DateOnly, as yyyy-MM-dd.</summary>
    Date,

    /// <summary>A UTC DateTime, shown on the office clock (Asia/Shanghai) to the second.</summary>
    Time,

    /// <summary>A bool, as 是/否 or Yes/No.</summary>
    YesNo,
}

/// <summary>A column of an export: its localized header and how its values are written. A null value is an empty cell.</summary>
public sealed record ExportColumn(string Header, ExportKind Kind, int Decimals = 0)
{
    public static ExportColumn Text(string header) => new(header, ExportKind.Text);

    public static ExportColumn Number(string header, int decimals = 0) => new(header, ExportKind.Number, decimals);

    public static ExportColumn Money(string header, int decimals = 2) => new(header, ExportKind.Money, decimals);

    public static ExportColumn Date(string header) => new(header, ExportKind.Date);

    public static ExportColumn Time(string header) => new(header, ExportKind.Time);

    public static ExportColumn YesNo(string header) => new(header, ExportKind.YesNo);
}
