using BlazorSalesProject.Customers;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.Sales.Opportunities;
using BlazorSalesProject.Sales.Pipelines;

namespace BlazorSalesProject.Data.Import;

/// <summary>How the text of a cell is understood.</summary>
public enum ImportType
{
    Text,
    Whole,
    Amount,
    Date,
    Code,
    Reference,
}

/// <summary>
/// A field a file can fill. There are no others: identities, versions and states can't be set by a file.
/// Its name is the text <c>Imports.Field_{Name}</c>.
/// </summary>
/// <param name="Codes">What a code may be, with the prefix of their names.</param>
/// <param name="Alike">Headers it is guessed from, in lower case without blanks.</param>
public sealed record ImportField(string Name, ImportType Type, bool Required, IReadOnlyList<string> Codes, string CodeText, IReadOnlyList<string> Alike);

/// <summary>The fields of each kind.</summary>
public static class ImportFields
{
    private static readonly IReadOnlyList<string> Columns = [.. Pipeline.Standard().Select(s => s.Code), Pipeline.Won, Pipeline.Lost];

    private static readonly Dictionary<ImportKind, IReadOnlyList<ImportField>> All = new()
    {
        [ImportKind.People] =
        [
            Text("name", "姓名", "名字", "员工", "销售", "salesagent", "agent", "person", "fullname", "employee") with { Required = true },
            Reference("department", "部门", "regionaloffice", "office", "team", "dept"),
            Reference("parentDepartment", "上级部门"),
            Reference("manager", "负责人", "经理", "主管", "head", "部门负责人"),
            Text("position", "职位", "职务", "岗位", "title", "jobtitle"),
            Text("email", "邮箱", "邮件", "mail"),
            Text("mobile", "手机", "电话", "手机号", "phone", "tel"),
        ],
        [ImportKind.Customers] =
        [
            Text("name", "客户", "客户名称", "公司", "公司名称", "名称", "account", "company", "customer", "accountname") with { Required = true },
            Text("industry", "行业", "sector"),
            Text("level", "级别", "客户级别", "grade"),
            Text("source", "来源"),
            Text("phone", "电话", "联系电话", "tel"),
            Text("website", "网站", "网址", "url"),
            Text("region", "地区", "区域", "省份", "officelocation", "country", "location"),
            Text("address", "地址"),
            Whole("employees", "人数", "员工数", "headcount"),
            Whole("founded", "成立年份", "成立", "yearestablished", "established"),
            Amount("revenue", "年收入", "营业额", "营收", "annualrevenue"),
            Code("currency", Money.Currencies, "", "币种"),
            Reference("parent", "上级公司", "母公司", "subsidiaryof", "parentcompany"),
            Text("note", "备注", "说明", "remark", "description"),
            Reference("owner", "负责人", "业务员", "销售"),
            Code("kind", Enum.GetNames<PartyKind>(), "Customers.Kind_", "类型", "性质"),
        ],
        [ImportKind.Products] =
        [
            Text("name", "产品", "产品名称", "名称", "product", "productname") with { Required = true },
            Text("series", "系列", "line", "category"),
            Amount("price", "价格", "单价", "销售价", "售价", "salesprice", "listprice"),
            Amount("cost", "成本"),
            Code("currency", Money.Currencies, "", "币种"),
        ],
        [ImportKind.Opportunities] =
        [
            Text("externalId", "编号", "商机编号", "外部编号", "opportunityid", "id", "dealid"),
            Text("title", "商机", "商机名称", "名称", "标题", "name", "opportunity", "deal") with { Required = true },
            Reference("customer", "客户", "客户名称", "公司", "account", "company"),
            Reference("product", "产品"),
            Reference("owner", "负责人", "销售", "业务员", "salesagent", "agent"),
            Code("outcome", Columns, "Sales.Stage_", "阶段", "状态", "dealstage", "stage", "status"),
            Amount("amount", "金额", "成交金额", "closevalue", "value", "预计金额"),
            Code("currency", Money.Currencies, "", "币种"),
            Date("engagedOn", "开始日期", "接触日期", "创建日期", "engagedate", "startdate", "进入阶段日期"),
            Date("closedOn", "关闭日期", "成交日期", "结束日期", "closedate"),
            Date("expectedClose", "预计成交日期", "预计成交", "expectedclosedate"),
            Code("source", OpportunitySources.All, "Sales.Source_", "来源", "商机来源"),
            Code("lostReason", LostReasons.All, "Sales.LostReason_", "输单原因", "丢单原因"),
            Text("note", "备注", "说明", "remark", "description"),
            Code("kind", Enum.GetNames<OpportunityKind>(), "Sales.Kind_", "商机类型", "类型"),
            Code("closedStage", [.. Columns.Where(c => c is not (Pipeline.Won or Pipeline.Lost))], "Sales.Stage_"),
        ],
    };

    public static IReadOnlyList<ImportField> Of(ImportKind kind) => All[kind];

    public static ImportField? Find(ImportKind kind, string name) => All[kind].FirstOrDefault(f => f.Name == name);

    /// <summary>The fields a record already here may be recognised by, the usual one first.</summary>
    public static IReadOnlyList<string> Matches(ImportKind kind) => kind switch
    {
        ImportKind.People => ["name", "email"],
        ImportKind.Opportunities => ["externalId"],
        _ => ["name"],
    };

    private static ImportField Text(string name, params string[] alike) => new(name, ImportType.Text, false, [], "", alike);

    private static ImportField Whole(string name, params string[] alike) => new(name, ImportType.Whole, false, [], "", alike);

    private static ImportField Amount(string name, params string[] alike) => new(name, ImportType.Amount, false, [], "", alike);

    private static ImportField Date(string name, params string[] alike) => new(name, ImportType.Date, false, [], "", alike);

    private static ImportField Reference(string name, params string[] alike) => new(name, ImportType.Reference, false, [], "", alike);

    private static ImportField Code(string name, IReadOnlyList<string> codes, string text, params string[] alike) => new(name, ImportType.Code, false, codes, text, alike);
}
