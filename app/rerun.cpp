#include "app/rerun.h"

#include "app/rerun_answers.h"
#include "dialog/conversation.h"
#include "dialog/gravity_of.h"

#include <algorithm>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

constexpr int inputsOfATurnAtMost = 40;
constexpr int branchesOfATurnAtMost = 200;
constexpr int silencesOfATurnAtMost = 4; // the conversation gives up before
constexpr int silentSeconds = 10;

struct Done // what a turn left behind
{
    qsizetype booked = 0, moved = 0, messages = 0;
    int otherwise = 0;
    bool operator==(const Done &) const = default;

    static Done in(const RecordedTurn &turn)
    {
        return {turn.booked.size(), turn.moved.size(), turn.messages, turn.otherwiseChanged};
    }
    void count(const QString &what, const DialogInput &answer)
    {
        if (std::holds_alternative<ActDone>(answer))
            ++(what == "booking"_L1 ? booked : moved);
        messages += std::holds_alternative<MessageStored>(answer);
    }
};

class Replay
{
public:
    Replay(const RecordedCall &call, const RerunClinic &clinic)
        : m_call(call)
        , m_clinic(clinic)
        , m_knowledge(clinic.organisation.answers)
        , m_watch(std::in_place, clinic.tripwire)
        , m_reachable(std::ranges::any_of(call.turns, [](const RecordedTurn &turn) { return turn.personCame == true; }))
    { }

    Rerun run();

private:
    struct Branch // one way that this turn may have gone
    {
        DialogState state;
        QList<DialogInput> inputs;
        QStringList said;
        Done done;
        int taken = 0, silences = 0;
        QString words() const { return said.join(u' ').simplified(); }
    };

    QList<DialogInput> inputsOf(const RecordedTurn &turn);
    QString recordedWords() const;
    const RecordedTurn &turn() const { return m_call.turns[m_turn]; }
    bool goOn(Branch branch, QList<UnwrittenAnswer> open);
    bool arrived(Branch branch);
    void note(const Branch &branch);
    Rerun ended(Rerun::Came came, const QString &now, const QString &why) const;

    const RecordedCall &m_call;
    const RerunClinic &m_clinic;
    const Knowledge m_knowledge;
    std::optional<DangerWatch> m_watch;
    const bool m_reachable;
    DialogState m_state;
    qsizetype m_turn = 0;

    // Of this turn's search.
    int m_branches = 0;
    std::optional<Branch> m_first; // that came to its end
    bool m_doneOtherwise = false;  // one said the same, and did something else
    std::optional<UnwrittenAnswer> m_unwritten;
    QString m_before; // what was said when its answer was needed
};

Rerun Replay::ended(Rerun::Came came, const QString &now, const QString &why) const
{
    return {came, int(m_turn), int(m_turn), PrivateText(recordedWords()), PrivateText(now), why};
}

Rerun Replay::run()
{
    for (m_turn = 0; m_turn < m_call.turns.size(); ++m_turn) {
        m_branches = 0;
        m_first.reset();
        m_unwritten.reset();
        m_doneOtherwise = false;
        if (goOn({.state = m_state, .inputs = inputsOf(turn())},
                 m_turn == 0 ? QList{callBefore(m_call)} : QList<UnwrittenAnswer>()))
            continue;
        const bool soFar = m_unwritten && recordedWords().startsWith(m_before);
        if (soFar)
            return ended(Rerun::Came::Stopped, m_before, m_unwritten->of);
        return ended(Rerun::Came::Diverged, m_first ? m_first->words() : m_before,
                     m_doneOtherwise ? u"what was done"_s : QString());
    }
    return {.came = Rerun::Came::Same, .turns = int(m_call.turns.size())};
}

// Danger that was recorded, and what the watch hears now: the graver counts.
QList<DialogInput> Replay::inputsOf(const RecordedTurn &turn)
{
    QList<DialogInput> inputs;
    if (const QString words = joined(turn.heard); !words.isEmpty()) {
        m_watch->asked(m_state.asked.words);
        std::optional<Gravity> danger = raisedBy(m_watch->hearFinal(words, int(m_turn)));
        if (turn.danger && (!danger || *danger < turn.danger->gravity))
            danger = turn.danger->gravity;
        const QString category = turn.danger ? turn.danger->category : QString();
        if (danger)
            inputs << InDanger{*danger, category, words};
        else
            inputs << CallerSaid{words, joined(turn.unheard)};
    }
    if (!turn.keys.isEmpty())
        inputs << CallerPressed{turn.keys};
    return inputs;
}

// The notice of a recording is spoken by the call, not by its script.
QString Replay::recordedWords() const
{
    QList<PrivateText> said = turn().said;
    if (const auto &recording = m_clinic.organisation.recording)
        said.removeAll(PrivateText(recording->notice));
    return joined(said);
}

bool Replay::goOn(Branch branch, QList<UnwrittenAnswer> open)
{
    if (++m_branches > branchesOfATurnAtMost)
        return false;
    while (open.isEmpty()) {
        if (branch.inputs.isEmpty() || ++branch.taken > inputsOfATurnAtMost)
            return arrived(std::move(branch));
        const Surroundings here{m_clinic.organisation, m_clinic.branch, m_clinic.scripts, m_knowledge, turn().at,
                                m_reachable,           m_call.from};
        Turned turned = step(here, branch.state, branch.inputs.takeFirst());
        branch.state = std::move(turned.state);
        for (const DialogStep &each : turned.steps) {
            if (const auto *say = std::get_if<SayStep>(&each))
                branch.said << say->words;
            else if (const auto *ask = std::get_if<AskStep>(&each))
                branch.said << ask->words;
            else if (auto answer = answerTo(each, branch.state, m_call, m_turn, here))
                open << std::move(*answer);
        }
    }
    const UnwrittenAnswer wanted = open.takeFirst();
    if (!wanted.all && !m_unwritten) {
        m_unwritten = wanted;
        m_before = branch.words();
    }
    return std::ranges::any_of(wanted.maybe, [&](const DialogInput &answer) {
        Branch next = branch;
        next.inputs << answer;
        next.done.count(wanted.of, answer);
        return goOn(std::move(next), open);
    });
}

// Where more was said than now, and nobody had spoken, the caller had been silent.
bool Replay::arrived(Branch branch)
{
    const QString was = recordedWords(), now = branch.words();
    const bool sameWords = was == now;
    if (sameWords && branch.done == Done::in(turn())) {
        if (m_state.raised && !branch.state.raised) // it was none; the next one is heard as the first
            m_watch.emplace(m_clinic.tripwire);
        m_state = std::move(branch.state);
        return true;
    }
    note(branch);
    m_doneOtherwise = m_doneOtherwise || sameWords;
    if (sameWords || branch.state.ended || !(was + u' ').startsWith(now + u' ')
        || ++branch.silences > silencesOfATurnAtMost)
        return false;
    branch.inputs << CallerSilent{silentSeconds};
    return goOn(std::move(branch), {});
}

void Replay::note(const Branch &branch)
{
    if (!m_first)
        m_first = branch;
}

} // namespace

Rerun rerun(const RecordedCall &call, const RerunClinic &clinic) { return Replay(call, clinic).run(); }

} // namespace nightbell
