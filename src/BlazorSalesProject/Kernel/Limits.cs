namespace BlazorSalesProject.Kernel;

/// <summary>Every limit of the house on one page (reliability rule D-17); each has a test that exceeds it by one.</summary>
public static class Limits
{
    public const int PageSize = 50;
    public const int LargestPage = 200;
    public const int Name = 200;
    public const int ShortText = 100;
    public const int LongText = 4000;
    public const int SearchText = 200;
    public const int ExportRows = 100_000;
    public const int ImportRows = 1_000_000;
    public const long UploadBytes = 20 * 1024 * 1024;
    public const long ImportBytes = 50 * 1024 * 1024;
    public const int FilesPerRecord = 20;
    public const int WaitingUploads = 100;
    public const long WaitingUploadBytes = 500L * 1024 * 1024;
    public const int CardsPerColumn = 20;
    public const int CardsPerColumnAtMost = 200;
    public const int SavedViews = 100;
    public const int Collaborators = 100;
    public const int MailsPerHour = 2000;

    /// <summary>A text of a form: trimmed, without control characters; refused when empty (if required) or too long.</summary>
    public static Refusal? Check(string field, string? text, int longest, bool required = false)
    {
        if (Clean(text) is not { } clean)
        {
            return required ? Refusal.For(field, "Kernel.Required", new Term($"Fields.{field}")) : null;
        }

        return clean.Length > longest ? Refusal.For(field, "Kernel.TooLong", new Term($"Fields.{field}"), longest, clean.Length) : null;
    }

    /// <summary>Trimmed, line ends unified, invisible control characters removed; null when nothing is left.</summary>
    public static string? Clean(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var kept = text.Replace("\r\n", "\n", StringComparison.Ordinal).Where(c => c is '\n' or '\t' || !char.IsControl(c));
        var clean = new string([.. kept]).Trim();
        return clean.Length == 0 ? null : clean;
    }
}
