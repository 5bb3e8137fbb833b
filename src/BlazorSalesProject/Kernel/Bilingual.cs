using System.Globalization;

namespace BlazorSalesProject.Kernel;

/// <summary>A name people gave something in both languages; it reads itself in the language of whoever looks.</summary>
public readonly record struct Bilingual(string Chinese, string English)
{
    public override string ToString() => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh" ? Chinese : English;
}
