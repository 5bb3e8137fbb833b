using BlazorSalesProject.People;
using Microsoft.AspNetCore.Identity;

namespace BlazorSalesProject.Web.SignIn;

/// <summary>Password hashes by ASP.NET Core Identity's hasher (PBKDF2).</summary>
internal sealed class Passwords : IPasswords
{
    private static readonly object Nobody = new();
    private readonly PasswordHasher<object> _hasher = new();

    public string Hash(string password) => _hasher.HashPassword(Nobody, password);

    public bool Matches(string hash, string password) => _hasher.VerifyHashedPassword(Nobody, hash, password) != PasswordVerificationResult.Failed;
}
