using BlazorSalesProject.Kernel;

namespace BlazorSalesProject.Web.Files;

/// <summary>
/// Carries a refusal out of the depth of a parser. It leaves <see cref="TableFile"/> only when the file on disk was changed after it was checked.
/// </summary>
internal sealed class TableRefused(Refusal refusal) : IOException(refusal.Key)
{
    public Refusal Refusal => refusal;
}
