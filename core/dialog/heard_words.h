// What becomes of the caller's words: an answer to what was asked, a question in between, another errand, or a miss. In
// this order each is looked for; the first that fits is served.
#pragma once

#include "dialog/conversation.h"
#include "dialog/learned.h"
#include "dialog/opening_words.h"
#include "dialog/script_walk.h"

namespace nightbell {

class HeardWords
{
public:
    HeardWords(const Surroundings &here, const WalkFacts &facts, DialogState &state, DialogSteps &steps,
               ScriptWalk &walk);

    void answer(const CallerSaid &said);
    void serve(Intent intent); // an errand: whatever was being talked of is left
    void goOnWith(const WaitingErrand &waiting);

private:
    bool servedFirst(const HeardOnce &heard);
    bool answersTheNode(const HeardOnce &heard);
    bool answersReadBack(const ScriptNode &node, const HeardOnce &heard);
    bool answersAsk(const ScriptNode &node, const HeardOnce &heard);
    bool isNameEnough(const ReadSlot &read) const;
    bool answersChoice(const ScriptNode &node, const HeardOnce &heard);
    bool wantsAnother(const HeardOnce &heard) const;
    bool meansAnotherOne(const HeardOnce &heard);
    bool wishesAnotherTime(const HeardOnce &heard) const;
    ReadingPlace readingPlace() const;
    HeardOnce hear(const QString &words) const;
    bool servedErrand(const HeardOnce &heard);
    bool servedQuestion(const HeardOnce &heard);
    bool servedAside(const HeardOnce &heard);
    bool abandoned(const HeardOnce &heard);
    void startErrand(Intent intent, const HeardOnce &heard);
    void backToErrand();
    void sayAgain();
    void miss(const HeardOnce &heard);
    bool agreesToIt(const HeardOnce &heard) const;
    bool questionWasCut() const;
    void afterAnswer();

    static constexpr float surelyFrom = 0.6F; // where anything at all would be an answer
    static bool endsTheCall(Intent intent);
    static bool takesAnything(const QString &slot); // what is taken down as it was said

    bool atHub() const;
    bool isErrand(Intent intent) const;
    bool inDanger() const { return m_state.raised && *m_state.raised >= Gravity::Emergency; }

    const Surroundings &m_here;
    const WalkFacts &m_facts;
    DialogState &m_state;
    DialogSteps &m_steps;
    ScriptWalk &m_walk;
    Learned m_learned;
    Moment m_moment;
    QString m_unheard;
};

} // namespace nightbell
