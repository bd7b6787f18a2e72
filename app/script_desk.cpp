#include "app/script_desk.h"

#include "clinic/first_fault.h"
#include "dialog/script_check.h"
#include "dialog/shipped_scripts.h"

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

constexpr int shippedNumber = 1;

template<class T> QFuture<Result<T>> ready(Result<T> result) { return QtFuture::makeReadyFuture(std::move(result)); }

Problem stale(const QString &why) { return {Problem::Kind::Stale, why}; }

} // namespace

ScriptDesk::ScriptDesk(QString dataFolder, const QList<ClinicId> &clinics, const Clock &clock)
    : m_dataFolder(std::move(dataFolder))
    , m_clock(clock)
{
    InForce now;
    for (const ClinicId &clinic : clinics) {
        const ScriptsInForce found = scriptsInForce(folder(clinic));
        now.insert(clinic, found.set);
        if (found.fault)
            m_faults << *found.fault;
    }
    m_now.store(std::make_shared<const InForce>(std::move(now)));
}

Result<> ScriptDesk::mayChange(const Asker &asker, const ClinicId &clinic) const
{
    if (!mayDo(asker.role, Right::EditScripts))
        return Problem{Problem::Kind::Refused, u"needs the right to edit the scripts"_s};
    if (!now()->contains(clinic))
        return Problem{Problem::Kind::NotFound, u"there is no clinic "_s + quoted(clinic.text())};
    return {};
}

// Where nothing was ever published, the scripts of the program are the first version.
Result<PublishedScripts> ScriptDesk::read(const ClinicId &clinic, int number) const
{
    auto version = folder(clinic).read(number);
    if (number == shippedNumber && !version && version.problem().kind == Problem::Kind::NotFound
        && folder(clinic).numbers().isEmpty())
        return PublishedScripts{{.number = shippedNumber}, shippedScripts().scripts};
    return version;
}

QFuture<Result<QList<ScriptVersion>>> ScriptDesk::versions(const ClinicId &clinic)
{
    QList<int> numbers = folder(clinic).numbers();
    if (numbers.isEmpty())
        numbers << shippedNumber;
    QList<ScriptVersion> all;
    for (auto number = numbers.crbegin(); number != numbers.crend(); ++number)
        if (const auto version = read(clinic, *number)) // a damaged one cannot be brought back
            all << version.value().about;
    return ready<QList<ScriptVersion>>(all);
}

QFuture<Result<ScriptSet>> ScriptDesk::version(const ClinicId &clinic, int number)
{
    auto version = read(clinic, number);
    return ready(version ? Result<ScriptSet>(ScriptSet{number, std::move(version.value().scripts)})
                         : Result<ScriptSet>(version.problem()));
}

Result<ScriptDraft> ScriptDesk::kept(const ClinicId &clinic) const
{
    auto draft = folder(clinic).draft();
    if (!draft && draft.problem().kind == Problem::Kind::NotFound)
        return ScriptDraft{.basedOn = inForce(clinic).version};
    return draft;
}

QFuture<Result<ScriptDraft>> ScriptDesk::draft(const ClinicId &clinic) { return ready(kept(clinic)); }

QFuture<Result<ScriptDraft>> ScriptDesk::keep(const Asker &asker, const ClinicId &clinic, const ScriptDraft &draft)
{
    return ready(take(asker, clinic, draft));
}

Result<ScriptDraft> ScriptDesk::take(const Asker &asker, const ClinicId &clinic, ScriptDraft draft)
{
    if (const Result<> may = mayChange(asker, clinic); !may)
        return may.problem();
    const auto before = kept(clinic);
    if (before && before.value().revision != draft.revision) // a damaged one may be written over
        return stale(u"the draft was changed by somebody else"_s);
    if (!before && before.problem().kind != Problem::Kind::Damaged)
        return before.problem();
    if (draft.changed.isEmpty() && draft.removed.isEmpty()) {
        const Result<> gone = folder(clinic).letGoOfDraft();
        return gone ? Result<ScriptDraft>(ScriptDraft{.basedOn = inForce(clinic).version})
                    : Result<ScriptDraft>(gone.problem());
    }
    ++draft.revision;
    const Result<> written = folder(clinic).keep(draft);
    return written ? Result<ScriptDraft>(draft) : Result<ScriptDraft>(written.problem());
}

QFuture<Result<ScriptVersion>> ScriptDesk::publish(const Asker &asker, const ClinicId &clinic, const ScriptDraft &draft,
                                                   const QString &note)
{
    const ScriptSet before = inForce(clinic);
    if (const Result<> may = mayChange(asker, clinic); !may)
        return ready<ScriptVersion>(may.problem());
    if (draft.basedOn != before.version)
        return ready<ScriptVersion>(stale(u"version %1 is in force, not %2"_s.arg(before.version).arg(draft.basedOn)));
    if (const Result<> sound = check(before, draft); !sound)
        return ready<ScriptVersion>(sound.problem());
    auto version = take(asker, clinic, drafted(before, draft).scripts, note, 0);
    if (const auto left = kept(clinic); version && left && left.value().revision == draft.revision)
        (void)folder(clinic).letGoOfDraft(); // one that stays is Stale when it is published again
    return ready(std::move(version));
}

QFuture<Result<ScriptVersion>> ScriptDesk::bringBack(const Asker &asker, const ClinicId &clinic, int number,
                                                     const QString &note)
{
    if (const Result<> may = mayChange(asker, clinic); !may)
        return ready<ScriptVersion>(may.problem());
    const auto version = read(clinic, number);
    if (!version)
        return ready<ScriptVersion>(version.problem());
    ScriptSet set{number, version.value().scripts};
    if (!check(set))
        set = broughtUpToDate(std::move(set), shippedScripts());
    return ready(take(asker, clinic, set.scripts, note, number));
}

// A version that a newer program wrote, or that cannot be looked at now, is not passed over; a damaged one is.
Result<ScriptVersion> ScriptDesk::take(const Asker &asker, const ClinicId &clinic, const QList<Script> &scripts,
                                       const QString &note, int broughtBack)
{
    FirstFault fault;
    fault.textOrNothing(note, versionNoteCharacters, FieldPath() / "note");
    if (!fault.result())
        return fault.result().problem();
    const ScriptFolder files = folder(clinic);
    const ScriptsInForce found = scriptsInForce(files);
    if (found.fault && found.fault->kind != Problem::Kind::Damaged)
        return *found.fault;
    const PublishedScripts next{
        {std::max(found.newest, shippedNumber) + 1, m_clock.now(), asker.staff, note, broughtBack}, scripts};
    const ScriptSet set{next.about.number, scripts};
    if (const Result<> sound = check(set); !sound)
        return sound.problem();
    InForce now = *this->now();
    now.insert(clinic, set);
    if (const Result<> may = m_beforePublishing ? m_beforePublishing(now) : Result<>(); !may)
        return may.problem();
    if (found.newest == 0) // the program's own would change with the next program
        if (const Result<> first = files.write({{.number = shippedNumber}, found.set.scripts}); !first)
            return first.problem();
    if (const Result<> written = files.write(next); !written)
        return written.problem();
    files.forgetAllBut(scriptVersionsKept);
    m_now.store(std::make_shared<const InForce>(std::move(now)));
    Q_EMIT published(clinic, set);
    return next.about;
}

} // namespace nightbell
