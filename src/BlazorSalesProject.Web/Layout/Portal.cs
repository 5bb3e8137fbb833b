namespace BlazorSalesProject.Web.Layout;

/// <summary>The few places external people have.</summary>
internal static class Portal
{
    private static readonly string[] Places = ["portal", "notices", "account"];

    /// <param name="path">An address below the base, with or without its query.</param>
    public static bool IsOpen(string path)
    {
        var first = path.Split('/', '?', '#')[0];
        return Places.Contains(first, StringComparer.OrdinalIgnoreCase);
    }
}
