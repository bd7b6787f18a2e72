#include "app/lab_rerun.h"

#include "app/admin_store.h"
#include "app/clinic_file_on_disk.h"
#include "app/rerun.h"
#include "app/script_folder.h"
#include "clinic/clinic_book.h"
#include "dialog/script_check.h"
#include "dialog/script_json.h"
#include "store/call_archive.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>

#include <algorithm>
#include <cstdio>
#include <limits>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

QString tell(const char *words) { return QCoreApplication::translate("Lab", words); }

struct Counts
{
    int same = 0, diverged = 0, stopped = 0, unanswered = 0, unreadable = 0;
};

struct ClinicDraft // one clinic's scripts with the draft in them
{
    Organisation organisation;
    ScriptSet scripts;
    Tripwire tripwire;
};

Result<QByteArray> contents(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Problem{Problem::Kind::NotFound,
                       tell(QT_TRANSLATE_NOOP("Lab", "%1 cannot be read: %2")).arg(path, file.errorString())};
    return file.read(scriptSetFileBytes + 1);
}

Result<ClinicDraft> draftFor(const Organisation &organisation, const QString &folder, const RerunCalls &task,
                             const QByteArray &json)
{
    const ScriptsInForce found = scriptsInForce(ScriptFolder(folder, organisation.id));
    if (found.fault)
        print(stderr,
              tell(QT_TRANSLATE_NOOP("Lab", "The newest scripts cannot be used, older ones are taken: %1"))
                  .arg(found.fault->detail));
    const auto draft = draftedByFile(found.set, json);
    const Result<> sound = draft ? check(wordedEverywhere(draft.value())) : Result<>(draft.problem());
    if (!sound)
        return Problem{sound.problem().kind, u"%1: %2"_s.arg(task.scriptFile, sound.problem().detail)};
    return ClinicDraft{organisation, wordedEverywhere(draft.value()),
                       Tripwire::builtIn(organisation.escalation.keywords)};
}

class Reruns
{
public:
    Reruns(const ClinicDraft &draft, CallArchive &archive, QFile &out, Counts &counts)
        : m_draft(draft)
        , m_archive(archive)
        , m_out(out)
        , m_counts(counts)
    { }

    Result<> run(int last);

private:
    Result<> tellOf(const CallSummary &call);
    Result<> write(const QJsonObject &line);

    const ClinicDraft &m_draft;
    CallArchive &m_archive;
    QFile &m_out;
    Counts &m_counts;
};

Result<> Reruns::run(int last)
{
    constexpr int pageCalls = 100;
    auto place = CallArchive::before(instantFromMs(std::numeric_limits<qint64>::max()));
    while (last > 0) {
        const auto page = m_archive.page(m_draft.organisation.id, place, std::min(last, pageCalls));
        if (!page)
            return page.problem();
        if (page.value().isEmpty())
            break;
        for (const CallSummary &call : page.value())
            if (const Result<> told = tellOf(call); !told)
                return told;
        place = CallArchive::after(page.value().last());
        last -= int(page.value().size());
    }
    return {};
}

Result<> Reruns::tellOf(const CallSummary &summary)
{
    const auto entries = m_archive.events(summary.id);
    if (!entries) {
        ++m_counts.unreadable;
        return write({{u"call"_s, summary.id.text()}, {u"error"_s, entries.problem().detail}});
    }
    QList<CallEvent> events;
    for (const JournalEntry &entry : entries.value())
        events << entry.event;
    const auto call = recordedCall(events);
    const Branch *branch = call ? branchOf(m_draft.organisation, call->branch) : nullptr;
    if (call && !branch) // the branch was closed; the first one stands for it
        branch = &m_draft.organisation.branches.first();
    if (!call) {
        ++m_counts.unanswered;
        return {};
    }
    const Rerun again = rerun(*call, {m_draft.organisation, *branch, m_draft.scripts, m_draft.tripwire});
    ++(again.came == Rerun::Came::Same           ? m_counts.same
           : again.came == Rerun::Came::Diverged ? m_counts.diverged
                                                 : m_counts.stopped);
    return write(asLine(call->id, again));
}

Result<> Reruns::write(const QJsonObject &line)
{
    const QByteArray bytes = QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n';
    if (m_out.write(bytes) == bytes.size() && m_out.flush())
        return {};
    return Problem{Problem::Kind::Full, tell(QT_TRANSLATE_NOOP("Lab", "Standard output takes no more."))};
}

void sumUp(const Counts &counts)
{
    print(stderr,
          tell(QT_TRANSLATE_NOOP("Lab",
                                 "Calls: %1 the same, %2 changed, %3 that could not be followed to their end, "
                                 "%4 without an answer, %5 unreadable."))
              .arg(counts.same)
              .arg(counts.diverged)
              .arg(counts.stopped)
              .arg(counts.unanswered)
              .arg(counts.unreadable));
}

} // namespace

QJsonObject asLine(const CallId &call, const Rerun &rerun)
{
    QJsonObject line{{u"call"_s, call.text()}, {u"turns"_s, rerun.turns}, {u"same"_s, rerun.came == Rerun::Came::Same}};
    if (rerun.came == Rerun::Came::Same)
        return line;
    line.insert(rerun.came == Rerun::Came::Diverged ? u"diverged_at"_s : u"stopped_at"_s, rerun.at);
    line.insert(u"was"_s, rerun.was.reveal());
    line.insert(u"now"_s, rerun.now.reveal());
    if (!rerun.why.isEmpty())
        line.insert(u"why"_s, rerun.why);
    return line;
}

Result<> rerunCalls(const RerunCalls &task, const AdminPlace &place)
{
    const auto json = contents(task.scriptFile);
    if (!json)
        return json.problem();
    const auto book = readClinicFile(clinicFilePath(place.folder));
    if (!book)
        return book.problem();
    QList<ClinicDraft> drafts; // all of them are looked at before the store is opened
    for (const Organisation &organisation : book.value().organisations) {
        auto draft = draftFor(organisation, place.folder, task, json.value());
        if (!draft)
            return draft.problem();
        drafts << std::move(draft).value();
    }
    const auto store = openForAdmin(place, StoreUse::ReadOnly);
    if (!store)
        return store.problem();
    KeyRing keys(*store.value().database, *store.value().secrets);
    const auto clinics = clinicsOf(*store.value().database);
    if (!clinics)
        return clinics.problem();
    QFile out;
    if (!out.open(stdout, QIODevice::WriteOnly))
        return Problem{Problem::Kind::Unreachable,
                       tell(QT_TRANSLATE_NOOP("Lab", "Standard output cannot be written."))};
    CallArchive archive(*store.value().database, keys);
    Counts counts;
    for (const ClinicDraft &draft : drafts) {
        if (!clinics.value().contains(draft.organisation.id))
            continue; // no call of it yet
        if (const Result<> opened = openKeys(keys, {draft.organisation.id}); !opened)
            return opened;
        if (const Result<> done = Reruns(draft, archive, out, counts).run(task.last); !done)
            return done;
    }
    sumUp(counts);
    return {};
}

} // namespace nightbell
