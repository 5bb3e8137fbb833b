using Microsoft.JSInterop;

namespace BlazorSalesProject.Web.Layout;

/// <summary>Answers the page's question whether its circuit still lives (js/app.js); a page without an answer reloads itself.</summary>
public static class Heartbeat
{
    [JSInvokable("heartbeat")]
    public static bool Beat() => true;
}
