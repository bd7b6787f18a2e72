// What the engine's thread asks of the sound thread. Plain values; what they point to changes hands.
#pragma once

#include "audio/hearing.h"
#include "audio/party_leg.h"
#include "audio/speech_queue.h"

namespace nightbell {

class RoomRecording;
class SoundRoom;

struct OpenRoom
{
    SoundRoom *room;
};

struct SeatParty
{
    int party;
    PartyLeg *leg;
};

struct ConnectParty
{
    int party;
    LegStream *stream;
    SteadyTime since;
};

struct LetPartyGo
{
    int party;
};

struct ChangeHearing
{
    HearingMatrix matrix;
    int arrangement;
    SteadyTime asked;
};

struct PlaySpeech
{
    SpeechNode *node;
};

struct SilenceAssistant
{
};

struct RecordRoom // until it is closed
{
    RoomRecording *recording;
};

struct CloseRoom
{
};

struct SoundOrder
{
    int room;
    std::variant<OpenRoom, SeatParty, ConnectParty, LetPartyGo, ChangeHearing, PlaySpeech, SilenceAssistant, RecordRoom,
                 CloseRoom>
        what;
};

void freeUndone(const SoundOrder &order); // on the engine's thread: what nobody will carry out

} // namespace nightbell
