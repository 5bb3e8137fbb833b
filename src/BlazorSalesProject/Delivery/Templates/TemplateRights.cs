using BlazorSalesProject.People;

namespace BlazorSalesProject.Delivery.Templates;

/// <summary>Who has to do with templates; asked by the verb and by the button.</summary>
public static class TemplateRights
{
    /// <summary>Those who run projects, any project, use and keep templates; so do those who configure the house.</summary>
    public static bool MayKeepTemplates(this Me me) => me.May(Area.Projects, Function.Edit) || me.May(Area.Settings, Function.Configure);
}
