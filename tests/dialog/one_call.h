// One conversation, input by input, with a world that answers as each test wants it.
#pragma once

#include "dialog/small_clinic.h"

namespace nightbell {

inline const OfferedTime ten{ProviderId(u"almeida"_s), {2026, 11, 19}, {10, 0}};
inline const OfferedTime two{ProviderId(u"okoro"_s), {2026, 11, 19}, {14, 0}};

class Call
{
public:
    explicit Call(const CallBegan &began = {}) { take(began); }
    Call(const SmallClinic &at, const CallBegan &began) : clinic(at) { take(began); }

    QString take(const DialogInput &input)
    {
        Turned turned = step(clinic.around(), state, input);
        state = std::move(turned.state);
        steps = std::move(turned.steps);
        return spoken();
    }
    QString says(const char *words) { return take(CallerSaid{QString::fromUtf8(words), {}}); }

    QString spoken() const
    {
        QStringList all;
        for (const DialogStep &each : steps)
            if (const auto *say = std::get_if<SayStep>(&each))
                all << say->words;
            else if (const auto *ask = std::get_if<AskStep>(&each))
                all << ask->words;
        return all.join(u' ');
    }

    QString asks() const
    {
        const auto *ask = ordered<AskStep>();
        return ask ? ask->key : QString();
    }

    template<class Step> const Step *ordered() const
    {
        for (const DialogStep &each : steps)
            if (const auto *found = std::get_if<Step>(&each))
                return found;
        return nullptr;
    }

    // Every question of a booking answered, until it is read back.
    void comesToTheReadBack()
    {
        says("i need a check up on thursday");
        take(TimesFound{{ten, two}, false, {}});
        says("the first one");
        take(TimeHeld{HoldId(u"h1"_s), ten});
        says("laura benning");
        says("june third nineteen eighty");
        says("this number");
    }

    SmallClinic clinic;
    DialogState state;
    DialogSteps steps;
};

} // namespace nightbell
