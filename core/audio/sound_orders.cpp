#include "audio/sound_orders.h"

#include "audio/room_listening.h"
#include "audio/room_recording.h"
#include "audio/rtp_leg.h"
#include "audio/sound_room.h"

namespace nightbell {

void freeUndone(const SoundOrder &order)
{
    if (const auto *opened = std::get_if<OpenRoom>(&order.what))
        delete opened->room;
    else if (const auto *seated = std::get_if<SeatParty>(&order.what))
        delete seated->leg;
    else if (const auto *connected = std::get_if<ConnectParty>(&order.what))
        delete connected->stream;
    else if (const auto *speech = std::get_if<PlaySpeech>(&order.what))
        delete speech->node;
    else if (const auto *record = std::get_if<RecordRoom>(&order.what))
        delete record->recording;
    else if (const auto *listen = std::get_if<ListenInRoom>(&order.what))
        delete listen->listening;
}

} // namespace nightbell
