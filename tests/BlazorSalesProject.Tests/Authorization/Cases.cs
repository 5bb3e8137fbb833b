using BlazorSalesProject.Attachments;
using BlazorSalesProject.Catalogue;
using BlazorSalesProject.Clockwork;
using BlazorSalesProject.Customers;
using BlazorSalesProject.Data;
using BlazorSalesProject.Data.Import;
using BlazorSalesProject.Delivery.Load;
using BlazorSalesProject.Delivery.Planning;
using BlazorSalesProject.Delivery.Projects;
using BlazorSalesProject.Delivery.Tasks;
using BlazorSalesProject.Delivery.Templates;
using BlazorSalesProject.Handover;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.Notices;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales;
using BlazorSalesProject.Sales.Campaigns;
using BlazorSalesProject.Sales.Capture;
using BlazorSalesProject.Sales.FollowUps;
using BlazorSalesProject.Sales.Leads;
using BlazorSalesProject.Sales.Opportunities;
using BlazorSalesProject.Sales.Orders;
using BlazorSalesProject.Sales.Pipelines;
using BlazorSalesProject.Sales.Pools;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Tests.Authorization;

/// <summary>How each verb and view is tried on a scene. A verb answers with its outcome; a view with whether it showed the scene's record.</summary>
internal static class Cases
{
    /// <summary>Verbs, by class name.</summary>
    public static readonly IReadOnlyDictionary<string, Func<Scene, Task<Outcome>>> Verbs = new Dictionary<string, Func<Scene, Task<Outcome>>>
    {
        // Customers
        [nameof(CreateCustomer)] = async s => await s.Get<CreateCustomer>().Run(s.Me, Guid.NewGuid(), new CustomerFacts($"新公司{Guid.NewGuid():N}")),
        [nameof(ChangeCustomer)] = s => s.Get<ChangeCustomer>().Run(s.Me, s.Customer.Id, s.Customer.Version, new CustomerFacts($"改名{Guid.NewGuid():N}")),
        [nameof(AssignCustomer)] = s => s.Get<AssignCustomer>().Run(s.Me, s.Customer.Id, s.Customer.Version, s.Colleague),
        [nameof(ShareCustomer)] = s => s.Get<ShareCustomer>().Run(s.Me, s.Customer.Id, s.Colleague, true),
        [nameof(StopSharingCustomer)] = s => s.Get<StopSharingCustomer>().Run(s.Me, s.Customer.Id, s.Sharer),
        [nameof(AddContact)] = async s => await s.Get<AddContact>().Run(s.Me, Guid.NewGuid(), s.Customer.Id, new ContactFacts("新联系人")),
        [nameof(ChangeContact)] = s => s.Get<ChangeContact>().Run(s.Me, s.Customer.Id, s.Contact.Id, s.Contact.Version, new ContactFacts("改名")),
        [nameof(RemoveContact)] = s => s.Get<RemoveContact>().Run(s.Me, s.Customer.Id, s.Contact.Id, s.Contact.Version),

        // Opportunities
        [nameof(CreateOpportunity)] = async s => await s.Get<CreateOpportunity>().Run(s.Me, Guid.NewGuid(), OpportunityKind.System, new OpportunityFacts("新商机", new Money(1, "CNY"))),
        [nameof(ChangeOpportunity)] = s => s.Get<ChangeOpportunity>().Run(s.Me, s.Opportunity.Id, s.Opportunity.Version, new OpportunityFacts("改名", new Money(1, "CNY")) { CustomerId = s.Customer.Id }),
        [nameof(MoveOpportunity)] = s => s.Get<MoveOpportunity>().Run(s.Me, s.Opportunity.Id, s.Opportunity.Version, "needs"),
        [nameof(WinOpportunity)] = s => s.Get<WinOpportunity>().Run(s.Me, s.Opportunity.Id, s.Opportunity.Version, new Money(5, "CNY"), s.Business.Clock.Today(), null),
        [nameof(LoseOpportunity)] = s => s.Get<LoseOpportunity>().Run(s.Me, s.Opportunity.Id, s.Opportunity.Version, "price", null, null, s.Business.Clock.Today()),
        [nameof(ReopenOpportunity)] = s => s.Get<ReopenOpportunity>().Run(s.Me, s.Opportunity.Id, s.Opportunity.Version, "试试"),
        [nameof(AssignOpportunity)] = s => s.Get<AssignOpportunity>().Run(s.Me, s.Opportunity.Id, s.Opportunity.Version, s.Colleague),
        [nameof(ShareOpportunity)] = s => s.Get<ShareOpportunity>().Run(s.Me, s.Opportunity.Id, s.Colleague, true, null),
        [nameof(StopSharingOpportunity)] = s => s.Get<StopSharingOpportunity>().Run(s.Me, s.Opportunity.Id, s.Sharer),
        [nameof(InvolveContact)] = s => s.Get<InvolveContact>().Run(s.Me, s.Opportunity.Id, s.Contact.Id, ContactRole.Technical),
        [nameof(ReleaseContact)] = s => s.Get<ReleaseContact>().Run(s.Me, s.Opportunity.Id, s.Contact.Id),
        [nameof(MarkKeyOpportunity)] = s => s.Get<MarkKeyOpportunity>().Run(s.Me, s.Opportunity.Id, true),
        [nameof(WaitForOpportunity)] = s => s.Get<WaitForOpportunity>().Run(s.Me, s.Opportunity.Id, s.Business.Clock.Today().AddDays(9), "等预算"),
        [nameof(ExportOpportunities)] = async s => await s.Get<ExportOpportunities>().Run(s.Me, new OpportunityFilter(), null, true, "csv"),

        // Leads
        [nameof(CreateLead)] = async s => await s.Get<CreateLead>().Run(s.Me, Guid.NewGuid(), new LeadFacts($"新线索{Guid.NewGuid():N}")),
        [nameof(ChangeLead)] = s => s.Get<ChangeLead>().Run(s.Me, s.Lead.Id, s.Lead.Version, new LeadFacts("改名")),
        [nameof(AssignLead)] = s => s.Get<AssignLead>().Run(s.Me, s.Lead.Id, s.Lead.Version, s.Colleague),
        [nameof(CloseLead)] = s => s.Get<CloseLead>().Run(s.Me, s.Lead.Id, s.Lead.Version, "noneed", null),
        [nameof(ReopenLead)] = s => s.Get<ReopenLead>().Run(s.Me, s.Lead.Id, s.Lead.Version),
        [nameof(MergeLead)] = s => s.Get<MergeLead>().Run(s.Me, s.OtherLead.Id, s.OtherLead.Version, s.Lead.Id),
        [nameof(ConvertLead)] = async s => await s.Get<ConvertLead>().Run(s.Me, Guid.NewGuid(), s.Lead.Id, s.Lead.Version, new LeadConversion { Opportunity = "线索商机" }),
        [nameof(CreateCampaign)] = async s => await s.Get<CreateCampaign>().Run(s.Me, Guid.NewGuid(), new CampaignFacts("新活动", new Money(1, "CNY"))),
        [nameof(ChangeCampaign)] = s => s.Get<ChangeCampaign>().Run(s.Me, s.Campaign.Id, s.Campaign.Version, new CampaignFacts("改名", new Money(1, "CNY"))),

        // Public pools
        [nameof(ClaimCustomer)] = async s => await s.Get<ClaimCustomer>().Run(s.Me, await Lying(s)),
        [nameof(DistributeCustomers)] = async s => await s.Get<DistributeCustomers>().Run(s.Me, Guid.NewGuid(), [await Lying(s)], s.Colleague),
        [nameof(ReturnCustomer)] = s => s.Get<ReturnCustomer>().Run(s.Me, s.Customer.Id, s.Customer.Version, null, "暂无预算"),
        [nameof(LockCustomer)] = s => s.Get<LockCustomer>().Run(s.Me, s.Customer.Id, s.Customer.Version, true),
        [nameof(SavePool)] = async s => await s.Get<SavePool>().Run(s.Me, Guid.NewGuid(), null, 0, PoolKind.Customers, new PoolFacts("新公海") { Members = [new(s.Colleague, null, false)] }),
        [nameof(RecycleCustomers)] = async s => await s.Get<RecycleCustomers>().Run(s.Me),
        [nameof(RemindOfReturns)] = async s => await s.Get<RemindOfReturns>().Run(s.Me),

        [nameof(ClaimLead)] = s => s.Get<ClaimLead>().Run(s.Me, s.PooledLead.Id),
        [nameof(ReturnLead)] = s => s.Get<ReturnLead>().Run(s.Me, s.Lead.Id, s.Lead.Version, null, "联系不上"),
        [nameof(DistributeLeads)] = async s => await s.Get<DistributeLeads>().Run(s.Me, Guid.NewGuid(), [s.PooledLead.Id], s.Colleague),
        [nameof(SetLeadRouting)] = s => s.Get<SetLeadRouting>().Run(s.Me, s.LeadPool.Id, 0, RoutingWay.ByLoad, []),
        [nameof(RouteLeads)] = async s => await s.Get<RouteLeads>().Run(s.Me, s.LeadPool.Id),
        [nameof(TakeInLeads)] = async s => await s.Get<TakeInLeads>().Run(s.Me, Guid.NewGuid(), s.LeadPool.Id, [new LeadFacts("批量线索")]),
        [nameof(SaveLeadForm)] = async s => await s.Get<SaveLeadForm>().Run(s.Me, Guid.NewGuid(), s.LeadForm.Id, s.LeadForm.Version, new LeadFormFacts("改名", s.LeadPool.Id)),
        [nameof(MakeLeadKey)] = async s => await s.Get<MakeLeadKey>().Run(s.Me, "新密钥", s.LeadPool.Id, null),
        [nameof(RevokeLeadKey)] = s => s.Get<RevokeLeadKey>().Run(s.Me, s.LeadKey.Id),

        // Follow-ups
        [nameof(RecordFollowUp)] = async s => await s.Get<RecordFollowUp>().Run(s.Me, Guid.NewGuid(), new FollowUpFacts(s.Opportunity.Id, null, "call", "打了电话")),
        [nameof(PlanFollowUp)] = async s => await s.Get<PlanFollowUp>().Run(s.Me, Guid.NewGuid(), s.Opportunity.Id, null, new PlanFacts("call", "再打", s.Business.Clock.Now().AddDays(1))),
        [nameof(ChangeFollowUpPlan)] = s => s.Get<ChangeFollowUpPlan>().Run(s.Me, s.Plan.Id, s.Plan.Version, new PlanFacts("visit", "改期", s.Business.Clock.Now().AddDays(3))),
        [nameof(DropFollowUpPlan)] = s => s.Get<DropFollowUpPlan>().Run(s.Me, s.Plan.Id),
        [nameof(GiveAdvice)] = async s => await s.Get<GiveAdvice>().Run(s.Me, Guid.NewGuid(), s.Opportunity.Id, "先谈付款条件"),

        // People and settings
        [nameof(CreateDepartment)] = async s => await s.Get<CreateDepartment>().Run(s.Me, Guid.NewGuid(), $"新部门{Guid.NewGuid():N}", null, null),
        [nameof(ChangeDepartment)] = s => s.Get<ChangeDepartment>().Run(s.Me, s.Department.Id, s.Department.Version, "改名", s.Department.ParentId, null),
        [nameof(RemoveDepartment)] = s => s.Get<RemoveDepartment>().Run(s.Me, s.Department.Id),
        [nameof(CreatePerson)] = async s => await s.Get<CreatePerson>().Run(s.Me, Guid.NewGuid(), new PersonFacts("新人", PersonKind.Staff)),
        [nameof(ChangePerson)] = s => s.Get<ChangePerson>().Run(s.Me, s.Person.Id, s.Person.Version, new PersonFacts("改名", PersonKind.Staff)),
        [nameof(SetHourlyRate)] = s => s.Get<SetHourlyRate>().Run(s.Me, s.Person.Id, s.Person.Version, new Money(12_000, "CNY")),
        [nameof(GiveRoles)] = s => s.Get<GiveRoles>().Run(s.Me, s.Person.Id, s.Person.Version, [s.Role.Id]),
        [nameof(DeactivatePerson)] = s => s.Get<DeactivatePerson>().Run(s.Me, s.Person.Id),
        [nameof(ReactivatePerson)] = s => s.Get<ReactivatePerson>().Run(s.Me, s.Person.Id),
        [nameof(InvitePerson)] = async s => await s.Get<InvitePerson>().Run(s.Me, Guid.NewGuid(), s.Person.Id),
        [nameof(UnlockAccount)] = s => s.Get<UnlockAccount>().Run(s.Me, s.Colleague),
        [nameof(TurnOffSecondFactor)] = s => s.Get<TurnOffSecondFactor>().Run(s.Me, s.Colleague, null),
        [nameof(EndSessions)] = s => s.Get<EndSessions>().Run(s.Me, s.Colleague),
        [nameof(CreateRole)] = async s => await s.Get<CreateRole>().Run(s.Me, Guid.NewGuid(), $"新角色{Guid.NewGuid():N}", null, []),
        [nameof(ChangeRole)] = s => s.Get<ChangeRole>().Run(s.Me, s.Role.Id, s.Role.Version, $"改名{Guid.NewGuid():N}", null, []),
        [nameof(RemoveRole)] = s => s.Get<RemoveRole>().Run(s.Me, s.Role.Id),
        [nameof(ConfigureStage)] = s => s.Get<ConfigureStage>().Run(s.Me, s.Stage.Id, s.Stage.Version, s.Stage.Probability, s.Stage.MayGoBack, s.Stage.StagnantAfterDays),

        // Orders and delivery
        [nameof(PlaceOrder)] = async s => await s.Get<PlaceOrder>().Run(s.Me, Guid.NewGuid(), new OrderFacts("新订单", new Money(1, "CNY")) { CustomerId = s.Delivery.Customer, ManagerId = s.Delivery.Manager }),
        [nameof(PlaceOrderAgain)] = s => s.Get<PlaceOrderAgain>().Run(s.Me, s.Delivery.Placed.Id, s.Delivery.Placed.Version, new OrderFacts("改名", new Money(1, "CNY")) { CustomerId = s.Delivery.Customer, ManagerId = s.Delivery.Manager }),
        [nameof(ConfirmOrder)] = s => s.Get<ConfirmOrder>().Run(s.Me, s.Delivery.Placed.Id, s.Delivery.Placed.Version),
        [nameof(ReturnOrder)] = s => s.Get<ReturnOrder>().Run(s.Me, s.Delivery.Placed.Id, s.Delivery.Placed.Version, "日期不对"),
        [nameof(CancelOrder)] = s => s.Get<CancelOrder>().Run(s.Me, s.Delivery.Placed.Id, s.Delivery.Placed.Version, "客户推迟"),
        [nameof(RemarkOnOrder)] = async s => await s.Get<RemarkOnOrder>().Run(s.Me, Guid.NewGuid(), s.Delivery.Placed.Id, "请问范围？"),
        [nameof(AskDeliveryConfirmation)] = s => s.Get<AskDeliveryConfirmation>().Run(s.Me, s.Delivery.Ready.Id, s.Delivery.Ready.Version, "都完成了"),
        [nameof(ConfirmDelivery)] = s => s.Get<ConfirmDelivery>().Run(s.Me, s.Delivery.Delivering.Id, s.Delivery.Delivering.Version, []),
        [nameof(SendBackDelivery)] = s => s.Get<SendBackDelivery>().Run(s.Me, s.Delivery.Delivering.Id, s.Delivery.Delivering.Version, "少一份记录"),
        [nameof(SetProjectBudget)] = s => s.Get<SetProjectBudget>().Run(s.Me, s.Delivery.Project.Id, s.Delivery.Project.Version, new Money(100, "CNY")),
        [nameof(RecordRisk)] = async s => await s.Get<RecordRisk>().Run(s.Me, Guid.NewGuid(), s.Delivery.Project.Id, new RiskFacts("停机窗口", RiskLevel.Low, RiskLevel.High) { OwnerId = s.Delivery.Manager, DueOn = new DateOnly(2026, 4, 1) }),
        [nameof(ChangeRisk)] = s => s.Get<ChangeRisk>().Run(s.Me, s.Delivery.Risk.Id, s.Delivery.Risk.Version, new RiskFacts("改名", RiskLevel.Low, RiskLevel.High) { OwnerId = s.Delivery.Manager, DueOn = new DateOnly(2026, 4, 1) }),
        [nameof(CloseRisk)] = s => s.Get<CloseRisk>().Run(s.Me, s.Delivery.Risk.Id, s.Delivery.Risk.Version, "没有发生"),
        [nameof(SayProjectHealth)] = s => s.Get<SayProjectHealth>().Run(s.Me, s.Delivery.Project.Id, s.Delivery.Project.Version, ProjectHealth.AtRisk, "等货"),
        [nameof(PlanTask)] = async s => await s.Get<PlanTask>().Run(s.Me, Guid.NewGuid(), s.Delivery.Project.Id, new TaskFacts("新任务")),
        [nameof(ChangeTask)] = s => s.Get<ChangeTask>().Run(s.Me, s.Delivery.Asked.Id, s.Delivery.Asked.Version, new TaskFacts("改名")),
        [nameof(DropTask)] = s => s.Get<DropTask>().Run(s.Me, s.Delivery.Asked.Id, s.Delivery.Asked.Version),
        [nameof(AssignTask)] = s => s.Get<AssignTask>().Run(s.Me, s.Delivery.Asked.Id, s.Delivery.Asked.Version, [s.Colleague]),
        [nameof(InviteImplementer)] = async s => await s.Get<InviteImplementer>().Run(s.Me, Guid.NewGuid(), s.Delivery.Asked.Id, s.Delivery.Asked.Version, new NewImplementer("外部译员", null, $"{Guid.NewGuid():N}@example.org")),
        [nameof(AcceptTask)] = s => s.Get<AcceptTask>().Run(s.Me, s.Delivery.Asked.Id),
        [nameof(DeclineTask)] = s => s.Get<DeclineTask>().Run(s.Me, s.Delivery.Asked.Id, "没有时间"),
        [nameof(SubmitTask)] = async s => await s.Get<SubmitTask>().Run(s.Me, Guid.NewGuid(), s.Delivery.Doing.Id, "完成", 3, []),
        [nameof(ApproveTask)] = s => s.Get<ApproveTask>().Run(s.Me, s.Delivery.InReview.Id, s.Delivery.InReview.Version, null),
        [nameof(RejectTask)] = s => s.Get<RejectTask>().Run(s.Me, s.Delivery.InReview.Id, s.Delivery.InReview.Version, "缺测试记录"),
        [nameof(ReopenTask)] = s => s.Get<ReopenTask>().Run(s.Me, s.Delivery.Done.Id, s.Delivery.Done.Version, "客户发现问题"),

        // Hand-over
        [nameof(SaveHandoverPoint)] = async s => await s.Get<SaveHandoverPoint>().Run(s.Me, Guid.NewGuid(), s.Point("scope").Id, s.Point("scope").Version, new HandoverPointFacts("交付范围", $"Scope {Guid.NewGuid():N}", true)),
        [nameof(RetireHandoverPoint)] = s => s.Get<RetireHandoverPoint>().Run(s.Me, s.Point("risks").Id, s.Point("risks").Version, !s.Point("risks").Active),
        [nameof(ReorderHandoverPoints)] = s => s.Get<ReorderHandoverPoints>().Run(s.Me, [.. s.Points.Reverse().Select(p => p.Id)]),
        [nameof(RequireAcceptancePaper)] = s => s.Get<RequireAcceptancePaper>().Run(s.Me, false),
        [nameof(AddAcceptancePapers)] = s => s.Get<AddAcceptancePapers>().Run(s.Me, s.Delivery.Delivering.Id, []),

        [nameof(AskPartialDelivery)] = async s => await s.Get<AskPartialDelivery>().Run(s.Me, Guid.NewGuid(), s.Delivery.Done.Id, "第一部分"),
        [nameof(ConfirmPartialDelivery)] = s => s.Get<ConfirmPartialDelivery>().Run(s.Me, s.Delivery.Part.Id, s.Delivery.Part.Version),
        [nameof(SendBackPartialDelivery)] = s => s.Get<SendBackPartialDelivery>().Run(s.Me, s.Delivery.Part.Id, s.Delivery.Part.Version, "不全"),
        [nameof(SetAbsence)] = async s => await s.Get<SetAbsence>().Run(s.Me, Guid.NewGuid(), new AbsenceFacts(s.Person.Id, s.Business.Clock.Today().AddDays(10), s.Business.Clock.Today().AddDays(12), s.Colleague, "休假")),
        [nameof(EndAbsence)] = s => s.Get<EndAbsence>().Run(s.Me, s.Absence.Id),

        // The plan and its templates
        [nameof(PullInPlan)] = async s => await s.Get<PullInPlan>().Run(s.Me, s.Delivery.Project.Id),
        [nameof(SaveTemplate)] = async s => await s.Get<SaveTemplate>().Run(s.Me, Guid.NewGuid(), null, 0, new TemplateFacts($"模板{Guid.NewGuid():N}", null, [new TemplateItemFacts(1, "任务")])),
        [nameof(TemplateFromProject)] = async s => await s.Get<TemplateFromProject>().Run(s.Me, Guid.NewGuid(), s.Delivery.Project.Id, "取自项目"),
        [nameof(RetireTemplate)] = async s => await s.Get<RetireTemplate>().Run(s.Me, await Template(s), await s.Business.Read(db => db.ProjectTemplates.OrderBy(t => t.Id).Select(t => t.Version).FirstAsync()), await s.Business.Read(db => db.ProjectTemplates.OrderBy(t => t.Id).Select(t => t.Active).FirstAsync())),
        [nameof(ApplyTemplate)] = async s => await s.Get<ApplyTemplate>().Run(s.Me, Guid.NewGuid(), s.Delivery.Project.Id, await s.Business.Read(db => db.ProjectTemplates.Where(t => t.Active).OrderByDescending(t => t.Id).Select(t => t.Id).FirstAsync()), s.Business.Clock.Today(), again: true),

        // Imports
        [nameof(PrepareImport)] = async s => await s.Get<PrepareImport>().Run(s.Me, [new ImportUpload("名单.csv", ["名称"], 1, Scene.Mapping)]),
        [nameof(MapImport)] = s => s.Get<MapImport>().Run(s.Me, s.Draft.Id, [new ImportChoice(s.Draft.Files[0].Id, Scene.Mapping, true)]),
        [nameof(StartImport)] = s => s.Get<StartImport>().Run(s.Me, s.Draft.Id),
        [nameof(CancelImport)] = s => s.Get<CancelImport>().Run(s.Me, s.Waiting.Id),
        [nameof(RevertImport)] = s => s.Get<RevertImport>().Run(s.Me, s.Done.Id),
        [nameof(RemoveImportDraft)] = s => s.Get<RemoveImportDraft>().Run(s.Me, s.Draft.Id),

        // Timers and administration
        [nameof(RemindOfDuePlans)] = async s => await s.Get<RemindOfDuePlans>().Run(s.Me),
        [nameof(SealAudit)] = async s => await s.Get<SealAudit>().Run(s.Me),
        [nameof(PurgeOldRows)] = async s => await s.Get<PurgeOldRows>().Run(s.Me),
        [nameof(RunJobNow)] = async s => await s.Get<RunJobNow>().Run(s.Me, "RemindJob"),
        [nameof(VerifyAudit)] = async s => await s.Get<VerifyAudit>().Run(s.Me),
        [nameof(RetryMail)] = s => s.Get<RetryMail>().Run(s.Me, Guid.NewGuid()),
    };

    /// <summary>Those that are tried on orders and tasks.</summary>
    public static readonly IReadOnlySet<string> OfDelivery = new HashSet<string>
    {
        nameof(PlaceOrder), nameof(PlaceOrderAgain), nameof(ConfirmOrder), nameof(ReturnOrder), nameof(CancelOrder), nameof(RemarkOnOrder), nameof(AskDeliveryConfirmation), nameof(ConfirmDelivery), nameof(SendBackDelivery), nameof(AddAcceptancePapers), nameof(AskPartialDelivery), nameof(ConfirmPartialDelivery), nameof(SendBackPartialDelivery), nameof(PartialDeliveryList),
        nameof(SetProjectBudget), nameof(RecordRisk), nameof(ChangeRisk), nameof(CloseRisk), nameof(ProjectControl), nameof(SayProjectHealth), nameof(PlanTask), nameof(ChangeTask), nameof(DropTask), nameof(AssignTask), nameof(InviteImplementer), nameof(AcceptTask), nameof(DeclineTask), nameof(SubmitTask), nameof(ApproveTask), nameof(RejectTask), nameof(ReopenTask),
        nameof(OrderList), nameof(OrderSheet), nameof(ProjectList), nameof(ProjectBoard), nameof(TaskSheet), nameof(MyTasks), nameof(WaitingReviews), nameof(ImplementerPicks), nameof(PeopleLoad), nameof(PersonLoad), nameof(FreeHours), nameof(OrderOfOpportunity),
        nameof(PullInPlan), nameof(SaveTemplate), nameof(TemplateFromProject), nameof(RetireTemplate), nameof(ApplyTemplate), nameof(ProjectMembers), nameof(TemplateList), nameof(TemplateSheet), nameof(TemplatePreview),
    };

    /// <summary>Verbs that touch only what is one's own (preferences, notices read, one's uploads): open to everybody who is signed in, of no use on others' records.</summary>
    public static readonly IReadOnlyDictionary<string, Func<Scene, Task<Outcome>>> Own = new Dictionary<string, Func<Scene, Task<Outcome>>>
    {
        [nameof(SaveView)] = s => s.Get<SaveView>().Run(s.Me, "opportunities", "我的", "mine=1", false),
        [nameof(SetNoticePreference)] = s => s.Get<SetNoticePreference>().Run(s.Me, "AdviceGiven", true, false),
        [nameof(SwitchLanguage)] = s => s.Get<SwitchLanguage>().Run(s.Me, "en"),
        [nameof(SavePreference)] = s => s.Get<SavePreference>().Run(s.Me, "customers", "{}"),
    };

    /// <summary>These leave no row when there is nothing to do; a seal is its own trace.</summary>
    public static readonly IReadOnlySet<string> Upkeep = new HashSet<string> { nameof(SealAudit), nameof(PurgeOldRows), nameof(RemindOfDuePlans), nameof(SwitchLanguage), nameof(PullInPlan), nameof(RecycleCustomers), nameof(RemindOfReturns) };

    /// <summary>Views, by class name: whether the scene's record (or, where there is none, anything at all) was shown.</summary>
    public static readonly IReadOnlyDictionary<string, Func<Scene, Task<bool>>> Views = new Dictionary<string, Func<Scene, Task<bool>>>
    {
        [nameof(PipelineBoard)] = async s => (await s.Get<PipelineBoard>().For(s.Me, new OpportunityFilter())).Any(c => c.Cards.Any(x => x.Id == s.Opportunity.Id)),
        [nameof(OpportunityList)] = async s => (await s.Get<OpportunityList>().For(s.Me, new OpportunityFilter())).Rows.Any(r => r.Id == s.Opportunity.Id),
        [nameof(OpportunitySheets)] = async s => await s.Get<OpportunitySheets>().For(s.Me, s.Opportunity.Id) is not null,
        [nameof(CustomerOpportunities)] = async s => (await s.Get<CustomerOpportunities>().For(s.Me, s.Customer.Id)).Rows.Any(r => r.Id == s.Opportunity.Id),
        [nameof(ContactChoices)] = async s => (await s.Get<ContactChoices>().For(s.Me, s.Customer.Id)).Any(c => c.Id == s.Contact.Id),
        [nameof(CustomerList)] = async s => (await s.Get<CustomerList>().For(s.Me, new CustomerFilter { Text = s.Customer.Name })).Rows.Any(r => r.Id == s.Customer.Id),
        [nameof(CustomerHead)] = async s => await s.Get<CustomerHead>().For(s.Me, s.Customer.Id) is not null,
        [nameof(CustomerContacts)] = async s => (await s.Get<CustomerContacts>().For(s.Me, s.Customer.Id)).Any(c => c.Id == s.Contact.Id),
        [nameof(CustomerPicks)] = async s => (await s.Get<CustomerPicks>().For(s.Me, s.Customer.Name)).Any(c => c.Id == s.Customer.Id),
        [nameof(DuplicateCheck)] = async s => (await s.Get<DuplicateCheck>().For(s.Me, s.Customer.Name)).Any(h => h.Id == s.Customer.Id),
        [nameof(LeadList)] = async s => (await s.Get<LeadList>().For(s.Me, new LeadFilter { Text = s.Lead.Company })).Rows.Any(r => r.Id == s.Lead.Id),
        [nameof(LeadSheet)] = async s => await s.Get<LeadSheet>().For(s.Me, s.Lead.Id) is not null,
        [nameof(LeadTwins)] = async s => (await s.Get<LeadTwins>().For(s.Me, s.Lead.Company)).Any(t => t.Id == s.Lead.Id),
        [nameof(LeadFollowUps)] = async s => await LeadFollowed(s) && (await s.Get<LeadFollowUps>().For(s.Me, s.Lead.Id)).Count > 0,
        [nameof(LeadPlans)] = async s => await LeadFollowed(s) && (await s.Get<LeadPlans>().For(s.Me, s.Lead.Id)).Count > 0,
        [nameof(LeadPoolList)] = async s => (await s.Get<LeadPoolList>().For(s.Me, s.LeadPool.Id))?.Rows.Any(r => r.Id == s.PooledLead.Id) == true,
        [nameof(LeadDoors)] = async s => await s.Get<LeadDoors>().For(s.Me) is not null,
        [nameof(CampaignPicks)] = async s => (await s.Get<CampaignPicks>().For(s.Me)).Any(c => c.Id == s.Campaign.Id),
        [nameof(CampaignList)] = async s => (await s.Get<CampaignList>().For(s.Me)).Any(c => c.Id == s.Campaign.Id),
        [nameof(OpportunityFollowUps)] = async s => await Followed(s) && (await s.Get<OpportunityFollowUps>().For(s.Me, s.Opportunity.Id)).Count > 0,
        [nameof(CustomerPlans)] = async s => (await s.Get<CustomerPlans>().For(s.Me, s.Customer.Id)).Count > 0,
        [nameof(CustomerFollowUps)] = async s => await Followed(s) && (await s.Get<CustomerFollowUps>().For(s.Me, s.Customer.Id)).Count > 0,
        [nameof(Timeline)] = async s => await s.Get<Timeline>().For(s.Me, nameof(Opportunity), s.Opportunity.Id) is not null,
        [nameof(OpportunityFinds)] = async s => (await s.Get<OpportunityFinds>().For(s.Me, s.Opportunity.Number)).Any(o => o.Id == s.Opportunity.Id),
        [nameof(PeopleList)] = async s => (await s.Get<PeopleList>().For(s.Me, new PeopleFilter { Text = s.Person.Email })).Rows.Any(r => r.Id == s.Person.Id),
        [nameof(PersonCard)] = async s => await s.Get<PersonCard>().For(s.Me, s.Person.Id) is not null,
        [nameof(EffectiveRights)] = async s => await s.Get<EffectiveRights>().For(s.Me, s.Person.Id) is not null,
        [nameof(ReachOf)] = async s => await s.Get<ReachOf>().For(s.Me, s.Person.Id) is not null,
        [nameof(WhySeen)] = async s => await s.Get<WhySeen>().For(s.Me, s.Colleague, $"/opportunities/{s.Opportunity.Id}") is not null,
        [nameof(DepartmentTreeView)] = async s => (await s.Get<DepartmentTreeView>().For(s.Me)).Count > 0,
        [nameof(RoleMatrix)] = async s => await s.Get<RoleMatrix>().For(s.Me) is not null,
        [nameof(RolePicks)] = async s => (await s.Get<RolePicks>().For(s.Me)).Count > 0,
        [nameof(StageSettings)] = async s => await s.Get<StageSettings>().For(s.Me) is not null,
        [nameof(ProductPicks)] = async s => (await s.Get<ProductPicks>().For(s.Me)).Count > 0,
        [nameof(AuditLog)] = async s => await s.Get<AuditLog>().For(s.Me, new AuditFilter([])) is not null,
        [nameof(LevelsAndIndustries)] = async s => await s.Get<LevelsAndIndustries>().For(s.Me) is { Levels.Count: > 0 },
        [nameof(JobBoard)] = async s => await s.Get<JobBoard>().For(s.Me) is not null,
        [nameof(JobHistory)] = async s => await s.Get<JobHistory>().For(s.Me, "RemindJob") is not null,
        [nameof(MailOutbox)] = async s => await s.Get<MailOutbox>().For(s.Me) is not null,
        [nameof(PeoplePicks)] = async s => (await s.Get<PeoplePicks>().For(s.Me)).Count > 0,
        [nameof(DepartmentPicks)] = async s => (await s.Get<DepartmentPicks>().For(s.Me)).Count > 0,
        [nameof(OrderList)] = async s => (await s.Get<OrderList>().For(s.Me, new OrderFilter { Text = s.Delivery.Placed.Number })).Rows.Any(o => o.Id == s.Delivery.Placed.Id),
        [nameof(OrderSheet)] = async s => await s.Get<OrderSheet>().For(s.Me, s.Delivery.Placed.Id) is not null,
        [nameof(ManagerPicks)] = async s => (await s.Get<ManagerPicks>().For(s.Me)).Count > 0,
        [nameof(OrderOfOpportunity)] = async s => await s.Get<OrderOfOpportunity>().For(s.Me, s.Delivery.Won) is not null,
        [nameof(ProjectList)] = async s => (await s.Get<ProjectList>().For(s.Me, s.Delivery.Project.Number)).Rows.Any(p => p.Id == s.Delivery.Project.Id),
        [nameof(ProjectBoard)] = async s => (await s.Get<ProjectBoard>().For(s.Me, s.Delivery.Project.Id))?.Tasks.Any(t => t.Id == s.Delivery.Doing.Id) == true,
        [nameof(ProjectMembers)] = async s => (await s.Get<ProjectMembers>().For(s.Me, s.Delivery.Project.Id))?.Any(m => m.IsManager) == true,
        [nameof(TemplateList)] = async s => (await s.Get<TemplateList>().For(s.Me)).Count > 0,
        [nameof(TemplateSheet)] = async s => await s.Get<TemplateSheet>().For(s.Me, await Template(s)) is not null,
        [nameof(TemplatePreview)] = async s => (await s.Get<TemplatePreview>().For(s.Me, await Template(s), s.Business.Clock.Today())).Count > 0,
        [nameof(ProjectControl)] = async s => (await s.Get<ProjectControl>().For(s.Me, s.Delivery.Project.Id))?.Risks.Any(r => r.Id == s.Delivery.Risk.Id) == true,
        [nameof(TaskSheet)] = async s => await s.Get<TaskSheet>().For(s.Me, s.Delivery.Doing.Id) is not null,
        [nameof(MyTasks)] = async s => (await s.Get<MyTasks>().For(s.Me)).Any(t => t is { Title: "目标任务", State: TaskState.Doing }),
        [nameof(WaitingReviews)] = async s => (await s.Get<WaitingReviews>().For(s.Me)).Count > 0,
        [nameof(ImplementerPicks)] = async s => (await s.Get<ImplementerPicks>().For(s.Me)).Count > 0,
        [nameof(PeopleLoad)] = async s => (await s.Get<PeopleLoad>().For(s.Me, new LoadFilter { ProjectId = s.Delivery.Project.Id }))?.Rows.Any(r => r.Name == "陈工" && r.Open > 0) == true,
        [nameof(PersonLoad)] = async s => (await s.Get<PersonLoad>().For(s.Me, (await s.Business.As("impl1")).Id))?.Tasks.Any(t => t.Id == s.Delivery.Doing.Id) == true,
        [nameof(FreeHours)] = async s => await s.Get<FreeHours>().For(s.Me, s.Delivery.Doing.Id) is { People.Count: > 0 },
        [nameof(HandoverSettings)] = async s => await s.Get<HandoverSettings>().For(s.Me) is not null,
        [nameof(PointsToAnswer)] = async s => (await s.Get<PointsToAnswer>().For(s.Me)).Count > 0,
        [nameof(PartialDeliveryList)] = async s => (await s.Get<PartialDeliveryList>().For(s.Me, s.Delivery.Project.Id))?.Rows.Count > 0,
        [nameof(AbsencesOf)] = async s => await s.Get<AbsencesOf>().For(s.Me, s.Person.Id) is not null,
        [nameof(ImportList)] = async s => (await s.Get<ImportList>().For(s.Me)).Rows.Any(r => r.Id == s.Done.Id),
        [nameof(ImportPage)] = async s => await s.Get<ImportPage>().For(s.Me, s.Done.Id) is not null,
        [nameof(ImportRows)] = async s => (await s.Get<ImportRows>().For(s.Me, s.Done.Id, s.Done.Files[0].Id, RowOutcome.Rejected)).Rows.Count > 0,
        [nameof(PoolList)] = async s => await Lying(s) is var id && (await s.Get<PoolList>().For(s.Me, new PoolFilter { PoolId = await South(s) }))?.Rows.Any(r => r.Id == id) == true,
        [nameof(PoolStatistics)] = async s => await s.Get<PoolStatistics>().For(s.Me, await South(s)) is not null,
        [nameof(PoolSettings)] = async s => await s.Get<PoolSettings>().For(s.Me) is not null,
        [nameof(TryPoolRules)] = async s => (await s.Get<TryPoolRules>().For(s.Me, null, new PoolFacts("试算") { Members = [new(s.Colleague, null, false)] }))?.Value is not null,
        [nameof(CustomerClocks)] = async s => (await s.Get<CustomerClocks>().For(s.Me, [s.Customer.Id])).ContainsKey(s.Customer.Id),
        [nameof(Colleagues)] = async s => (await s.Get<Colleagues>().For(s.Me)).Count > 0,
    };

    /// <summary>Verbs and views that are tried elsewhere, each with where or why.</summary>
    public static readonly IReadOnlyDictionary<string, string> Elsewhere = new Dictionary<string, string>
    {
        [nameof(LeadFormByKey)] = "whoever has the form's address: capture tests",
        [nameof(SendLeadForm)] = "whoever has the form's address: capture tests",
        [nameof(ReceiveLead)] = "whoever has the key: capture tests",
        [nameof(MyWork)] = "one's own plans, opportunities and notices, by person: home-page tests",
        [nameof(SignIn)] = "nobody is signed in yet: sign-in tests",
        [nameof(ImportGuess)] = "reads headers of one's own file: import tests",
        [nameof(ImportUnknowns)] = "reads values of one's own file: import tests",
        [nameof(ImportTemplates)] = "one's own and shared ones: import tests",
        [nameof(SaveImportTemplate)] = "one's own: import tests",
        [nameof(ImportDraftRows)] = "rows of one's own file, collisions masked: import tests",
        [nameof(CreateFirstAdministrator)] = "nobody is there yet: set-up tests",
        [nameof(LookAtInvitation)] = "whoever holds the link: invitation tests",
        [nameof(SendVerificationCode)] = "whoever holds the link: invitation tests",
        [nameof(AcceptInvitation)] = "whoever holds the link: invitation tests",
        [nameof(TaskByLink)] = "whoever holds the link: task link tests",
        [nameof(AcceptTaskByLink)] = "whoever holds the link: task link tests",
        [nameof(DeclineTaskByLink)] = "whoever holds the link: task link tests",
        [nameof(ChangePassword)] = "one's own, with the old one: account tests",
        [nameof(TurnOnSecondFactor)] = "one's own: account tests",
        [nameof(SessionsOf)] = "one's own, or as administrator: account tests",
        [nameof(RemoveView)] = "one's own views only, by owner: saved-view tests",
        [nameof(SavedViews)] = "one's own and shared ones, by owner: saved-view tests",
        [nameof(Preference)] = "one's own only, by person",
        [nameof(MarkNoticesRead)] = "one's own notices only, by person: notice tests",
        [nameof(WaitingForMe)] = "counts one's own only, by person: delivery stories",
        [nameof(WaitingWords)] = "one's own words and those of whom one stands in for, by person: absence tests",
        [nameof(NoticeTray)] = "one's own notices only, by person: notice tests",
        [nameof(NoticePreferences)] = "one's own only, by person: notice tests",
        [nameof(TellPeople)] = "works the outbox for the system: notice tests",
        [nameof(AnnounceUpload)] = "an upload of one's own that nobody sees until it is attached: upload tests",
        [nameof(ReceiveUpload)] = "one's own upload only, by person: upload tests",
        [nameof(UploadProgress)] = "one's own upload only, by person: upload tests",
        [nameof(DropUpload)] = "one's own upload: attachment tests",
        [nameof(SweepUploads)] = "removes abandoned uploads for the system: attachment tests",
        [nameof(AttachmentContent)] = "as visible as the record it hangs on: attachment tests",
    };

    private static Task<Guid> South(Scene s) => s.Business.Read(db => db.Pools.Where(p => p.Name == "华南公海").Select(p => p.Id).SingleAsync());

    /// <summary>A company that lies in the southern pool and was nobody's before.</summary>
    private static async Task<Guid> Lying(Scene s)
    {
        var pool = await South(s);
        return await s.Business.Read(db => db.Customers.Where(c => c.PoolId == pool).OrderBy(c => c.FormerOwnerId != null).ThenBy(c => c.Id).Select(c => c.Id).FirstAsync());
    }

    private static Task<Guid> Template(Scene s) => s.Business.Read(db => db.ProjectTemplates.OrderBy(t => t.Id).Select(t => t.Id).FirstAsync());

    private static async Task<bool> LeadFollowed(Scene s) => (await s.Get<RecordFollowUp>().Run(await s.Business.As("sales1"), Guid.NewGuid(), new FollowUpFacts(null, null, "call", "记录")
    {
        LeadId = s.Lead.Id, Next = new PlanFacts("call", "再打", s.Business.Clock.Now().AddDays(1)),
    })).Ok;

    private static async Task<bool> Followed(Scene s) =>
        (await s.Get<RecordFollowUp>().Run(await s.Business.As("sales1"), Guid.NewGuid(), new FollowUpFacts(s.Opportunity.Id, null, "call", "记录"))).Ok;
}
