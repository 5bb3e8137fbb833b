using System.Xml.Linq;
using BlazorSalesProject.Data;
using BlazorSalesProject.People;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;

namespace BlazorSalesProject.Web.Configuration;

/// <summary>Keeps the Data Protection keys in the database, so that every node reads every node's cookies (rule D-20).</summary>
internal sealed class DataKeys(KeyRing ring) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements() => [.. ring.All().Select(XElement.Parse)];

    public void StoreElement(XElement element, string friendlyName) => ring.Add(friendlyName, element.ToString(SaveOptions.DisableFormatting));
}

internal sealed class UseDataKeys(KeyRing ring) : IConfigureOptions<KeyManagementOptions>
{
    public void Configure(KeyManagementOptions options) => options.XmlRepository = new DataKeys(ring);
}

/// <summary>Nodes that start together must not each make a key of their own: the first one does, while it is alone.</summary>
internal static class CookieKey
{
    public static void HaveCookieKey(this WebApplication app) => app.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("start").Protect([0]);
}

/// <summary>Seals secrets such as the authenticator's for our own eyes.</summary>
internal sealed class ProtectedBox(IDataProtectionProvider protection) : ISecretBox
{
    private readonly IDataProtector _protector = protection.CreateProtector("second-factor");

    public string Close(string secret) => _protector.Protect(secret);

    public string Open(string box) => _protector.Unprotect(box);
}
