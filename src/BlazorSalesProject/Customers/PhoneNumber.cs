using System.Text;

namespace BlazorSalesProject.Customers;

/// <summary>Phone numbers as people mean them: blanks, dashes, brackets, width and the country code of China make no difference.</summary>
public static class PhoneNumber
{
    // Fewer digits are an extension or a typing mistake; they would make strangers look alike.
    private const int FewestDigits = 7;

    /// <summary>The digits alone; null when there are too few of them to tell a phone.</summary>
    public static string? Key(string? phone)
    {
        if (phone is null)
        {
            return null;
        }

        var digits = new string([.. phone.Normalize(NormalizationForm.FormKC).Where(char.IsAsciiDigit)]);
        if (digits.StartsWith("0086", StringComparison.Ordinal))
        {
            digits = digits[4..];
        }
        else if (digits.Length > 11 && digits.StartsWith("86", StringComparison.Ordinal))
        {
            digits = digits[2..];
        }

        return digits.Length < FewestDigits ? null : digits[..Math.Min(digits.Length, 40)];
    }
}
