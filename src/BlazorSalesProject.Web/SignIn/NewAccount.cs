namespace BlazorSalesProject.Web.SignIn;

/// <summary>What the forms before the sign-in post.</summary>
internal sealed class NewAccount
{
    public string? Token { get; set; }

    public string? Name { get; set; }

    public string? UserName { get; set; }

    public string? Password { get; set; }

    public string? Repeat { get; set; }

    /// <summary>The verification code of somebody from outside.</summary>
    public string? Code { get; set; }
}
