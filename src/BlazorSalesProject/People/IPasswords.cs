namespace BlazorSalesProject.People;

/// <summary>Makes and checks password hashes; the host does it with ASP.NET Core Identity's hasher.</summary>
public interface IPasswords
{
    string Hash(string password);

    bool Matches(string hash, string password);
}

/// <summary>What a password must be: length is what protects, composition rules are not asked (OWASP ASVS 5.0, 6.2).</summary>
public static class PasswordRules
{
    public const int Shortest = 8;
    public const int Longest = 128;

    private static readonly HashSet<string> Common = new(StringComparer.OrdinalIgnoreCase)
    {
        "password", "password1", "12345678", "123456789", "1234567890", "qwertyui", "qwerty123", "11111111", "88888888", "66666666", "abcd1234", "1q2w3e4r", "iloveyou", "admin123", "woaini1314", "a1234567", "00000000", "asdfghjk", "passw0rd",
    };

    public static Kernel.Refusal? Check(string field, string? password, string? userName = null)
    {
        if (password is null || password.Length < Shortest || password.Length > Longest)
        {
            return Kernel.Refusal.For(field, "People.PasswordLength", Shortest, Longest);
        }

        return Common.Contains(password) || (userName is { Length: > 3 } && password.Contains(userName, StringComparison.OrdinalIgnoreCase))
            ? Kernel.Refusal.For(field, "People.PasswordTooCommon")
            : null;
    }
}
