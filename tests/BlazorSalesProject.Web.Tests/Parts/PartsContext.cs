using System.Globalization;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.Tests.House;
using BlazorSalesProject.Web.Parts;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorSalesProject.Web.Tests.Parts;

/// <summary>What every test of a part stands on: the texts, a clock that stands still, the tray of toasts; Chinese unless said otherwise.</summary>
public abstract class PartsContext : BunitContext
{
    protected PartsContext()
    {
        Words.Register(typeof(ToastTray).Assembly);
        Services.AddSingleton<TimeProvider>(Clock);
        Services.AddScoped<ToastTray>();
        JSInterop.Mode = JSRuntimeMode.Loose;
        Speak("zh-CN");
    }

    /// <summary>Monday, 2 March 2026, 09:00 in Shanghai.</summary>
    protected FixedClock Clock { get; } = new();

    protected static void Speak(string culture)
    {
        // both flow with the test's own execution context, so tests beside it are not touched
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
    }
}
