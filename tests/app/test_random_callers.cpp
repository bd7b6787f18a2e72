// Callers at random against the conversation as it runs: whatever they say, what is promised was done, nobody hears of
// another patient, the diary stays sound, and danger comes before everything.
// NIGHTBELL_CALLERS: how many; NIGHTBELL_CALLERS_FROM: the first seed.
#include "app/random_caller.h"
#include "app/talk_room.h"
#include "app/what_was_told.h"
#include "dialog/errands.h"
#include "dialog/meaning.h"
#include "dialog/place_words.h"
#include "dialog/release_gate.h"

#include <QJsonDocument>
#include <QTest>

using namespace nightbell;

namespace {

using Kind = Deed::Kind;

const QString folder = QStringLiteral(NIGHTBELL_SOURCE_DIR "/tests/");

constexpr int callersInTests = 60;
constexpr int stepsOfATurn = 60;
constexpr int charactersOfATurn = 2'000;
constexpr int everyTwice = 10; // one in so many is heard a second time

LabClinic clinic()
{
    QFile file(folder + u"plans/clinic.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("the clinic of the plans is missing");
    return labClinicFrom(QJsonDocument::fromJson(file.readAll()).object()).value();
}

bool grave(const DialogState &state) { return state.raised && *state.raised >= Gravity::Emergency; }

QRegularExpression pattern(const char *text)
{
    return QRegularExpression(QString::fromLatin1(text), QRegularExpression::CaseInsensitiveOption);
}

// What one call must keep to, looked at turn by turn and from outside: each rule says what was broken.
class TalkWatch
{
public:
    TalkWatch(const QList<Persona> &people, Instant now) : m_clinic(clinic()), m_told(people), m_now(now) { }

    QString after(const Deed &deed, const DialogState &before, const SpokenTurn &turn, TalkRoom &room)
    {
        const DialogState state = room.state();
        const QList<Appointment> diary = room.appointments();
        if (deed.kind == Kind::Calls) {
            m_told.begin();
            m_truth = {};
            m_acted.clear();
        } else {
            m_told.hear(deed.words);
        }
        const QString broken =
            firstOf({bounded(turn, state), answered(deed, before, turn, state), diaryKept(turn, diary),
                     truthful(turn, room), discreet(turn, state), carefulInDanger(deed, before, turn, state),
                     endedRightly(deed, before, turn), personWhenAsked(deed, before, turn)});
        m_diary = diary;
        m_messages = room.messages().size();
        return broken;
    }

    void begins(TalkRoom &room) { m_diary = room.appointments(); }
    void passes(Span length) { m_now += length; }

private:
    static QString firstOf(const QStringList &all)
    {
        const auto found = std::ranges::find_if(all, [](const QString &each) { return !each.isEmpty(); });
        return found == all.end() ? QString() : *found;
    }

    static QString unless(bool kept, const QString &broken) { return kept ? QString() : broken; }

    QString bounded(const SpokenTurn &turn, const DialogState &state) const
    {
        return firstOf({unless(turn.steps.size() <= stepsOfATurn, u"too many steps"_s),
                        unless(turn.sentences.join(u' ').size() <= charactersOfATurn, u"too many words"_s),
                        unless(!turn.sentences.contains(QString()), u"an empty sentence"_s),
                        unless(!turn.sentences.join(u' ').contains(u"{clinic"_s), u"a place without words"_s),
                        unless(state.places.size() <= scriptsDeepInACall, u"too deep"_s),
                        unless(state.offered.size() <= offersAtMost, u"too many offers"_s),
                        unless(state.declined.size() <= declinedAtMost, u"too many declined"_s),
                        unless(state.errandsWaiting.size() <= errandsWaitingAtMost, u"too many errands"_s)});
    }

    static QString answered(const Deed &deed, const DialogState &before, const SpokenTurn &turn,
                            const DialogState &state)
    {
        const bool listensOn =
            before.receipts.contains(ActProof::Person) || state.receipts.contains(ActProof::Person) || grave(before);
        return unless(!turn.sentences.isEmpty() || turn.ended || (listensOn && deed.kind != Kind::Calls),
                      u"no answer"_s);
    }

    QStringList done(const SpokenTurn &turn, const QString &what) const
    {
        QStringList ids;
        for (const auto step : turn.steps)
            if (step["did"_L1].toString() == what)
                ids << step["appointment"_L1].toString();
        return ids;
    }

    static const Appointment *in(const QList<Appointment> &all, const AppointmentId &id)
    {
        const auto found = std::ranges::find(all, id, &Appointment::id);
        return found == all.end() ? nullptr : &*found;
    }

    Instant starts(const Appointment &each) const { return m_clinic.instantOf(each.date, each.time); }

    int minutesOf(const Appointment &each) const
    {
        const auto &all = m_clinic.organisation.services;
        const auto found = std::ranges::find(all, each.service, &Service::id);
        return found == all.end() ? 0 : found->minutes;
    }

    // It changes by what the steps tell, and only so; what came into it is possible.
    QString diaryKept(const SpokenTurn &turn, const QList<Appointment> &diary)
    {
        QStringList booked = done(turn, u"booked"_s), moved = done(turn, u"rescheduled"_s),
                    cancelled = done(turn, u"cancelled"_s);
        for (const Appointment &each : m_diary) {
            const Appointment *now = in(diary, each.id);
            if (!now && !cancelled.contains(each.id.text()))
                return u"an appointment vanished"_s;
            if (now && *now != each && !moved.contains(each.id.text()))
                return u"an appointment changed"_s;
            const bool touched = moved.contains(each.id.text()) || cancelled.contains(each.id.text())
                || done(turn, u"confirmed"_s).contains(each.id.text());
            if (touched && !knows(each))
                return u"somebody else's appointment was touched"_s;
        }
        for (const Appointment &each : diary) {
            const Appointment *before = in(m_diary, each.id);
            if (!before && !booked.contains(each.id.text()))
                return u"an appointment nobody booked"_s;
            if (before && *before == each)
                continue;
            m_acted << each.id.text();
            if (const QString wrong = possible(each, diary); !wrong.isEmpty())
                return wrong;
        }
        for (const QString &id : cancelled)
            if (in(diary, AppointmentId(id)))
                return u"cancelled and still there"_s;
        for (const QString &id : booked + moved)
            if (!in(diary, AppointmentId(id)))
                return u"booked and not there"_s;
        return {};
    }

    QString possible(const Appointment &each, const QList<Appointment> &diary) const
    {
        const Instant from = starts(each), to = from + std::chrono::minutes{minutesOf(each)};
        const TimeOfDay first{each.time.hour() * 60 + each.time.minute()}, last{first.minute + minutesOf(each)};
        const auto &hours = m_clinic.branch().hours.on(each.date.dayOfWeek());
        const auto overlaps = [&](Instant begin, Instant end) { return from < end && begin < to; };
        return firstOf(
            {unless(minutesOf(each) > 0, u"booked for no service"_s), unless(from >= m_now, u"booked in the past"_s),
             unless(!each.patient.name.isEmpty() && each.patient.born.isValid(), u"booked for nobody"_s),
             unless(std::ranges::any_of(hours,
                                        [&](const HoursRange &open) { return open.from <= first && last <= open.to; }),
                    u"booked outside of the hours"_s),
             unless(std::ranges::none_of(m_clinic.organisation.holidays,
                                         [&](const auto &closed) { return closed.from == each.date; }),
                    u"booked on a closed day"_s),
             unless(std::ranges::none_of(m_clinic.busy,
                                         [&](const Occupied &busy) {
                                             return (busy.provider.isEmpty() || busy.provider == each.provider)
                                                 && overlaps(busy.from, busy.to);
                                         }),
                    u"booked while the provider is busy"_s),
             unless(std::ranges::none_of(diary,
                                         [&](const Appointment &other) {
                                             return other.id != each.id && other.provider == each.provider
                                                 && overlaps(starts(other),
                                                             starts(other) + std::chrono::minutes{minutesOf(other)});
                                         }),
                    u"a provider booked twice"_s)});
    }

    // Everything that sounds like an act was one, of this call.
    QString truthful(const SpokenTurn &turn, TalkRoom &room)
    {
        for (const auto &[what, proof] : {std::pair{u"booked"_s, ActProof::Booked},
                                          {u"rescheduled"_s, ActProof::Moved},
                                          {u"cancelled"_s, ActProof::Cancelled},
                                          {u"confirmed"_s, ActProof::Confirmed}})
            if (!done(turn, what).isEmpty())
                m_truth.receipts << proof;
        const qsizetype left = done(turn, u"message"_s).size();
        if (room.messages().size() != m_messages + left)
            return u"a message more or less than was told"_s;
        if (left > 0)
            m_truth.receipts << ActProof::Message;
        if (turn.handedOver && turn.connected) {
            if (!m_clinic.staffAnswerAt(m_now))
                return u"connected while nobody is there"_s;
            m_truth.receipts << ActProof::Person;
        }
        m_truth.identity = room.state().identity;
        static const QRegularExpression tells = pattern("(you are booked|it is moved): ");
        for (const QString &sentence : turn.sentences) {
            for (const Withheld why : released(sentence, m_truth).withheld)
                return u"said what was not so, %1: %2"_s.arg(nameOf(why), sentence);
            if (tells.match(sentence).hasMatch()
                && std::ranges::none_of(room.appointments(), [&](const Appointment &each) {
                       return m_acted.contains(each.id.text()) && sentence.contains(spokenOf(each));
                   }))
                return u"told a booking that is not in the diary: "_s + sentence;
        }
        return {};
    }

    QString spokenOf(const Appointment &each) const
    {
        const Knowledge nothing{{}};
        const ScriptSet none;
        return spokenAppointment({m_clinic.organisation, m_clinic.branch(), none, nothing, m_now}, each);
    }

    // The caller said both in this very call, or has just booked it.
    bool knows(const Appointment &each) const
    {
        return m_acted.contains(each.id.text())
            || (m_told.birth(each.patient.born) && m_told.name(each.patient.name.reveal()));
    }

    QString discreet(const SpokenTurn &turn, const DialogState &state) const
    {
        const QString spoken = turn.sentences.join(u' ');
        for (const Appointment &each : m_diary) {
            if (knows(each))
                continue;
            const QString name = each.patient.name.reveal();
            if (spoken.contains(name, Qt::CaseInsensitive) && !m_told.name(name))
                return u"named a patient"_s;
            if (spoken.contains(spokenOf(each)))
                return u"told of somebody's appointment"_s;
        }
        return unless(state.identity != Identity::Verified || m_told.anyBirth(), u"verified without a date of birth"_s);
    }

    static QString carefulInDanger(const Deed &deed, const DialogState &before, const SpokenTurn &turn,
                                   const DialogState &state)
    {
        static const QRegularExpression asksOn =
            pattern("which would you like|what (other )?day|would that suit|full name|date of birth|shall i");
        const bool inDanger = deed.sort == u"emergency"_s || deed.sort == u"crisis"_s;
        if (inDanger && !grave(state))
            return u"danger was not heard"_s;
        if (grave(before) && !grave(state) && deed.kind != Kind::Calls && !deniesDanger(wordsOf(deed.words)))
            return u"danger was forgotten"_s;
        if (!grave(state))
            return {};
        return firstOf({unless(turn.asks.isEmpty() || turn.asks == u"emergency_check"_s, u"asked on in danger"_s),
                        unless(!asksOn.match(turn.sentences.join(u' ')).hasMatch(), u"spoke on in danger"_s),
                        unless(!turn.ended, u"hung up in danger"_s)});
    }

    static QString endedRightly(const Deed &deed, const DialogState &before, const SpokenTurn &turn)
    {
        if (!turn.ended)
            return {};
        const Meaning meaning = understand(wordsOf(deed.words), wordsOf(before.asked.words), Danger::RuledOut);
        const bool leaves = std::ranges::any_of(meaning.meant, [](const Meant &meant) {
            return meant.intent == Intent::Goodbye || meant.intent == Intent::WrongNumber
                || meant.intent == Intent::Spam;
        });
        const bool silent = deed.kind == Kind::IsSilent && before.silences >= 2;
        return unless(leaves || silent || before.asked.key == u"anything_else"_s, u"hung up on the caller"_s);
    }

    static QString personWhenAsked(const Deed &deed, const DialogState &before, const SpokenTurn &turn)
    {
        const bool asked = deed.sort == u"person_wanted"_s || (deed.kind == Kind::Presses && deed.words == u"0"_s);
        return unless(!asked || turn.handedOver || before.raised || before.receipts.contains(ActProof::Person),
                      u"no person for who asked"_s);
    }

    const LabClinic m_clinic;
    WhatWasTold m_told;
    Instant m_now;
    QStringList m_acted; // booked, moved or cancelled in this call
    DialogState m_truth;
    QList<Appointment> m_diary;
    qsizetype m_messages = 0;
};

struct Story
{
    QString told; // as a plan is written
    QString broken;
};

Story play(quint64 seed, const CallerPhrases &phrases)
{
    RandomCaller caller(seed, phrases);
    static const QList<QDateTime> moments{
        {{2026, 11, 17}, {9, 30}},  {{2026, 11, 18}, {16, 50}}, {{2026, 11, 20}, {13, 40}}, {{2026, 11, 21}, {11, 0}},
        {{2026, 11, 25}, {22, 15}}, {{2026, 12, 31}, {8, 5}},   {{2026, 10, 31}, {23, 30}}, {{2028, 2, 28}, {12, 30}}};
    const QDateTime moment = moments[caller.below(int(moments.size()))];
    LabClinic lab = clinic();
    const Instant now = lab.instantOf(moment.date(), moment.time());
    const auto room = std::move(TalkRoom::open(std::move(lab), now).value());
    TalkWatch watch(peopleIn(phrases), now);
    watch.begins(*room);
    Story story{u"now: %1\n"_s.arg(moment.toString(Qt::ISODate)), {}};
    QString asks;
    while (!caller.over(room->calling()) && story.broken.isEmpty()) {
        const DialogState before = room->state();
        const Deed deed = caller.next(room->calling(), asks, before.receipts.contains(ActProof::Person));
        const QString words = deed.words.left(200);
        SpokenTurn turn;
        switch (deed.kind) {
        case Kind::HangsUp:
            story.told += u"hangs up\n"_s;
            room->hangUp();
            continue;
        case Kind::Waits:
            story.told += u"later: %1 minutes\n"_s.arg(deed.amount);
            room->wait(std::chrono::minutes{deed.amount});
            watch.passes(std::chrono::minutes{deed.amount});
            continue;
        case Kind::Calls:
            story.told += u"\ncalls: %1\n"_s.arg(words);
            turn = room->call(PrivateText(deed.words));
            break;
        case Kind::Says:
            story.told += u"caller: %1\n"_s.arg(words);
            turn = room->hear(deed.words);
            break;
        case Kind::BreaksIn:
            story.told += u"caller breaks in: %1\n"_s.arg(words);
            turn = room->breakIn(deed.words, deed.amount);
            break;
        case Kind::Presses:
            story.told += u"keys: %1\n"_s.arg(words);
            turn = room->press(deed.words);
            break;
        case Kind::IsSilent:
            story.told += u"silence: %1\n"_s.arg(deed.amount);
            turn = room->stay(deed.amount);
            watch.passes(std::chrono::seconds{deed.amount});
            break;
        }
        asks = turn.asks;
        for (const auto step : turn.steps)
            story.told += u"    %1 %2\n"_s.arg(step["did"_L1].toString(), step["topic"_L1].toString());
        story.told += u"assistant: %1\n"_s.arg(turn.sentences.join(u' '));
        story.broken = watch.after(deed, before, turn, *room);
    }
    return story;
}

int numberIn(const char *variable, int otherwise)
{
    bool ok = false;
    const int given = qEnvironmentVariableIntValue(variable, &ok);
    return ok ? given : otherwise;
}

} // namespace

class TestRandomCallers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsBrokenWhateverCallersDo();
};

void TestRandomCallers::nothingIsBrokenWhateverCallersDo()
{
    const CallerPhrases phrases(folder + u"app/caller_phrases.txt"_s);
    const int first = numberIn("NIGHTBELL_CALLERS_FROM", 1), count = numberIn("NIGHTBELL_CALLERS", callersInTests);
    int broken = 0;
    for (int seed = first; seed < first + count; ++seed) {
        const Story story = play(quint64(seed), phrases);
        if (!story.broken.isEmpty()) {
            ++broken;
            qWarning("seed %d: %s\n%s", seed, qPrintable(story.broken), qPrintable(story.told));
        } else if (seed % everyTwice == 0) {
            QCOMPARE(play(quint64(seed), phrases).told, story.told);
        }
    }
    QCOMPARE(broken, 0);
}

QTEST_GUILESS_MAIN(TestRandomCallers)
#include "test_random_callers.moc"
